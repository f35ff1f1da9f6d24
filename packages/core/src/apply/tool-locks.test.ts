import { describe, expect, test } from "vitest";
import type { Disk, HeldLock } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { filePath } from "../path.ts";
import { beginRound, clearLocks, takeLocks } from "./tool-locks.ts";

const COORDINATION = filePath("/home/x/.codex/thread-writer-locks/.coordination.lock");

function lockOf(thread: string, more: { readonly waitMs?: number } = {}) {
  return {
    kind: "flock",
    file: filePath(`/home/x/.codex/thread-writer-locks/${thread}.lock`),
    presence: "ephemeral",
    coordination: COORDINATION,
    waitMs: more.waitMs ?? 0,
  } as const;
}

interface Table {
  readonly disk: Disk;
  /** What is held now. */
  readonly held: Set<string>;
  /** Whatever was taken, or let go, with what the coordination lock was then. */
  readonly log: string[];
}

/** Names what is held; the coordination lock can be had as often as `gates` says, `busy` ones never. */
async function lockTable(gates: number, busy: readonly string[] = []): Promise<Table> {
  const [held, log] = [new Set<string>(), [] as string[]];
  const state = { gates };
  const take = (path: string): HeldLock | null => {
    if (held.has(path) || busy.includes(path)) return null;
    if (path === COORDINATION && (state.gates -= 1) < 0) return null;
    held.add(path);
    return {
      release: async () => {
        if (path !== COORDINATION)
          log.push(`${held.has(COORDINATION) ? "released" : "RELEASED OPENLY"} ${path}`);
        held.delete(path);
      },
    };
  };
  const flockAll: Disk["flockAll"] = async (requests) => {
    log.push(`${held.has(COORDINATION) ? "took" : "TOOK OPENLY"} ${requests.length}`);
    return requests.map(({ path }) => take(path));
  };
  const disk = {
    ...(await nodeDisk()),
    can: { sqlite: true, flock: true, processes: true, zstd: true, modes: true },
    flock: async (path: string) => take(path),
    flockAll,
  };
  return { disk, held, log };
}

describe("a thread's writer lock", () => {
  test("is held alone: the coordination lock only while it is made", async () => {
    const { disk, held } = await lockTable(2);
    const taken = await takeLocks(disk, [lockOf("1")]);
    expect([...held]).toEqual([lockOf("1").file]);
    if ("release" in taken) await taken.release();
    expect(held.size).toBe(0);
  });

  test("is let go also when somebody sits on the coordination lock", async () => {
    const { disk, held } = await lockTable(1);
    const taken = await takeLocks(disk, [lockOf("1")]);
    if ("release" in taken) await taken.release();
    expect(held.size).toBe(0);
  });
});

describe("a lock that is a directory", () => {
  const directory = { kind: "mkdir", file: filePath("/home/x/.y.json.lock"), waitMs: 0, staleMs: 1 } as const;

  test("needs no way to take a flock, and is let go with the others", async () => {
    const { disk, held } = await lockTable(0);
    const lockDirectory = (path: string) => disk.flock(path, { waitMs: 0, ephemeral: false });
    const machine = { ...disk, can: { ...disk.can, flock: false }, lockDirectory };
    const taken = await takeLocks(machine, [directory]);
    expect([...held]).toEqual([directory.file]);
    if ("release" in taken) await taken.release();
    expect(held.size).toBe(0);
  });

  test("lets go of the others when it is busy", async () => {
    const { disk, held } = await lockTable(2);
    const taken = await takeLocks({ ...disk, lockDirectory: async () => null }, [lockOf("1"), directory]);
    expect(taken).toEqual({ reason: "busy", file: directory.file });
    expect(held.size).toBe(0);
  });

  test("that cannot be removed lapses: what it was held for stands", async () => {
    const { disk } = await lockTable(0);
    const release = async (): Promise<never> => {
      throw Object.assign(new Error("EROFS"), { code: "EROFS" });
    };
    const taken = await takeLocks({ ...disk, lockDirectory: async () => ({ release }) }, [directory]);
    if ("release" in taken) await expect(taken.release()).resolves.toBeUndefined();
  });

  test("left by an operation of ours is removed, the kernel's are let go anyway", async () => {
    const { disk } = await lockTable(0);
    const removed: string[] = [];
    const unlockDirectory = async (path: string): Promise<void> => void removed.push(path);
    await clearLocks({ ...disk, unlockDirectory }, [lockOf("1"), directory]);
    expect(removed).toEqual([directory.file]);
  });
});

describe("the locks of many threads", () => {
  const families = [[lockOf("1"), lockOf("2")], [lockOf("3")], [], [lockOf("4"), lockOf("5")]];

  test("are taken together and let go together, each time under the coordination lock", async () => {
    const { disk, held, log } = await lockTable(2);
    const round = await beginRound(disk, families);
    expect(held).toEqual(new Set(families.flat().map(({ file }) => file)));
    for (const locks of families) expect(await round.hold(locks)).toBe(null);
    await round.release();
    expect(held.size).toBe(0);
    expect(log[0]).toBe("took 5");
    expect(log.slice(1).every((line) => line.startsWith("released "))).toBe(true);
  });

  test("a busy one refuses its own unit alone", async () => {
    const { disk, held } = await lockTable(2, [lockOf("5").file]);
    const round = await beginRound(disk, families);
    const answers = [];
    for (const locks of families) answers.push(await round.hold(locks));
    expect(answers).toEqual([null, null, null, { reason: "busy", file: lockOf("5").file }]);
    await round.release();
    expect(held.size).toBe(0);
  });

  test("are all refused while somebody sits on the coordination lock, and where there is no way to lock", async () => {
    for (const can of [true, false]) {
      const { disk, held } = await lockTable(0);
      const round = await beginRound({ ...disk, can: { ...disk.can, flock: can } }, families);
      expect(await round.hold([lockOf("3")])).toMatchObject({ reason: can ? "busy" : "unavailable" });
      expect(await round.hold([])).toBe(null);
      await round.release();
      expect(held.size).toBe(0);
    }
  });

  test("are taken one by one when one of them is waited for, or when together fails", async () => {
    const { disk, held, log } = await lockTable(100);
    const broken = async (): Promise<never> => {
      throw Object.assign(new Error("EACCES"), { code: "EACCES" });
    };
    const waiting = [[lockOf("1")], [lockOf("2", { waitMs: 10 })]];
    for (const [machine, lists] of [
      [disk, waiting],
      [{ ...disk, flockAll: broken }, families],
    ] as const) {
      const round = await beginRound(machine, lists);
      expect(held.size).toBe(0);
      for (const locks of lists) expect(await round.hold(locks)).toBe(null);
      expect(held.size).toBe(lists.flat().length);
      await round.release();
      expect(held.size).toBe(0);
    }
    expect(log.filter((line) => line.startsWith("took"))).toEqual([]);
  });
});
