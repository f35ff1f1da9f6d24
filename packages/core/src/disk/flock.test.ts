import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { link, mkdir, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { areFlocked, flock, flockAll } from "./flock.ts";
import { probeHolders } from "./holders.ts";
import { findSight } from "./sight.ts";

/** Another program that holds a flock, as Codex does. */
async function lockedElsewhere(file: string, use: (holder: ChildProcess) => Promise<void>): Promise<void> {
  const holder = spawn("flock", ["-x", file, "sh", "-c", "echo held; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  try {
    await once(holder.stdout, "data");
    await use(holder);
  } finally {
    if (holder.pid !== undefined) process.kill(-holder.pid, "SIGKILL");
    await once(holder, "exit");
  }
}

function probe() {
  return probeHolders({ ownPid: process.pid, canFlock: true, sight: findSight() });
}

async function isLocked(file: string): Promise<boolean | undefined> {
  return (await areFlocked([file]))[0];
}

const NOW = { waitMs: 0, ephemeral: false };

describe("flock", () => {
  test("excludes others, sees others, and a stale file is no lock", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "thread.lock");
      await writeFile(file, "");
      expect(await isLocked(file)).toBe(false);
      await lockedElsewhere(file, async () => {
        expect(await flock(file, NOW)).toBe(null);
        const holders = await probe().holders(file);
        expect(holders.map(({ how }) => how)).toContain("flock");
      });
      const ours = await flock(file, NOW);
      expect(await isLocked(file)).toBe(true);
      await ours?.release();
      expect(await isLocked(file)).toBe(false);
    });
  });

  test("an ephemeral lock is made, and gone after release", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "id.lock");
      const held = await flock(file, { waitMs: 0, ephemeral: true });
      expect((await stat(file)).size).toBe(0);
      await held?.release();
      await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
    });
  });

  test("waits for as long as it may", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "auth.lock");
      await writeFile(file, "");
      const first = await flock(file, NOW);
      setTimeout(() => void first?.release(), 200);
      const second = await flock(file, { waitMs: 4000, ephemeral: false });
      expect(second).not.toBe(null);
      await second?.release();
    });
  });
});

describe("many locks at once", () => {
  const requestsIn = (directory: string, names: readonly string[]) =>
    names.map((name) => ({ path: join(directory, name), ephemeral: true }));

  test("a busy one among them stays with its holder, and the rest are ours", async () => {
    await inDirectory(async (directory) => {
      const names = Array.from({ length: 70 }, (_, index) => `${index}.lock`);
      await lockedElsewhere(join(directory, "33.lock"), async () => {
        const held = await flockAll(requestsIn(directory, names));
        expect(held.map((one) => one !== null)).toEqual(names.map((name) => name !== "33.lock"));
        expect(
          await Promise.all(["0.lock", "69.lock"].map((name) => isLocked(join(directory, name)))),
        ).toEqual([true, true]);
        for (const one of held) await one?.release();
        expect(await readdir(directory)).toEqual(["33.lock"]);
      });
    });
  });

  test("a dead holder's file is taken over", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "id.lock");
      await lockedElsewhere(file, async () => {});
      const [held] = await flockAll([{ path: file, ephemeral: true }]);
      await held?.release();
      expect(await readdir(directory)).toEqual([]);
    });
  });

  test("a file that cannot be opened leaves none of them locked", async () => {
    await inDirectory(async (directory) => {
      await mkdir(join(directory, "b.lock"));
      await expect(flockAll(requestsIn(directory, ["a.lock", "b.lock"]))).rejects.toMatchObject({
        code: "EISDIR",
        path: join(directory, "b.lock"),
      });
      expect(await isLocked(join(directory, "a.lock"))).toBe(false);
    });
  });

  test("a file that is unlinked between our open and our lock is locked anew", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "id.lock");
      // Its holder unlinks it, as Codex does, and lets go: what we had open then is a file without a name.
      const holder = spawn("flock", ["-x", file, "sh", "-c", `echo held; read go; rm "${file}"`]);
      await once(holder.stdout, "data");
      const waiting = flock(file, { waitMs: 4000, ephemeral: true });
      holder.stdin.write("\n");
      const held = await waiting;
      expect(await isLocked(file)).toBe(true);
      await held?.release();
    });
  });

  test("locks are seen in others, also in many of them at once", async () => {
    await inDirectory(async (directory) => {
      const names = Array.from({ length: 250 }, (_, index) => `${index}.lock`);
      for (const name of names) await writeFile(join(directory, name), "");
      await lockedElsewhere(join(directory, "249.lock"), async () => {
        const seen = probe();
        const live: string[] = [];
        for (const name of names) {
          const holders = await seen.holders(join(directory, name));
          if (holders.some(({ how }) => how === "flock")) live.push(name);
        }
        expect(live).toEqual(["249.lock"]);
      });
    });
  });
});

test("a file is held also when another process sees it under another path", async () => {
  await inDirectory(async (directory) => {
    const [ours, theirs] = [join(directory, "ours/rollout.jsonl"), join(directory, "theirs/rollout.jsonl")];
    for (const file of [ours, theirs]) await mkdir(dirname(file));
    await writeFile(ours, "{}\n");
    await link(ours, theirs);
    const reader = spawn("sh", ["-c", `exec 3<"${theirs}"; echo open; exec sleep 60`]);
    await once(reader.stdout, "data");
    expect(await probe().holders(ours)).toEqual([{ how: "open", pid: reader.pid }]);
    await rm(theirs);
    await writeFile(theirs, "{}\n");
    expect(await probe().holders(theirs)).toEqual([]);
    reader.kill("SIGKILL");
    await once(reader, "exit");
  });
});

test("a file is held also when it is asked for through a link, to it or on the way to it", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "real/rollout.jsonl");
    await mkdir(join(directory, "real"));
    await writeFile(file, "{}\n");
    await symlink("real", join(directory, "sessions"));
    await symlink(file, join(directory, "linked.jsonl"));
    const reader = spawn("sh", ["-c", `exec 3<"${file}"; echo open; exec sleep 60`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(reader.stdout, "data");
    for (const name of ["sessions/rollout.jsonl", "linked.jsonl"])
      expect(await probe().holders(join(directory, name))).toEqual([{ how: "open", pid: reader.pid }]);
    reader.kill("SIGKILL");
    await once(reader, "exit");
  });
});

test("a file that another process has open is held, one that only we have open is not", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "rollout.jsonl");
    await writeFile(file, "{}\n");
    expect(await probe().holders(file)).toEqual([]);
    const reader = spawn("sh", ["-c", `exec 3<"${file}"; echo open; exec sleep 60`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(reader.stdout, "data");
    expect(await probe().holders(file)).toEqual([{ how: "open", pid: reader.pid }]);
    reader.kill("SIGKILL");
    await once(reader, "exit");
  });
});

test("lock files that nobody holds are nobody's, however many are asked about at once", async () => {
  await inDirectory(async (directory) => {
    const files = Array.from({ length: 20 }, (_, index) => join(directory, `${index}.lock`));
    for (const file of files) await writeFile(file, "");
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [probe(), probe()];
      const found = await Promise.all(files.flatMap((file) => [one.holders(file), other.holders(file)]));
      expect(found.flat()).toEqual([]);
    }
  });
});
