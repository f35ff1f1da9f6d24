import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BackupStrategy, CONTRACT } from "@zcf/contract";
import { createSwitcher, type Disk, nodeDisk, type SwitcherOptions } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome } from "./toy-home.ts";

function switcherOn(root: string, extra: Partial<SwitcherOptions> = {}) {
  return createSwitcher({
    adapters: [toy()],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    ...extra,
  });
}

const BETA = { tools: ["toy"], target: "beta" } as const;

function broken(code: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(code), { code }));
}

test("a switch whose record cannot be closed says where that is, and what died before us is no claim", async () => {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 1);
    const real = await nodeDisk();
    const rename: Disk["rename"] = async (from, to) =>
      to.includes(join("operations", "done")) ? broken("ENOSPC")() : real.rename(from, to);
    const switcher = switcherOn(root, { disk: { ...real, rename } });
    const { open, record, backup } = await switcher.apply(await switcher.plan(BETA));
    expect(open).toBe(true);
    expect(await readFile(record ?? "", "utf8")).toContain('"end"');
    expect(await readdir(backup?.path ?? "")).toContain("sealed.json");
    const [home = ""] = await readdir(join(root, "state/locks"));
    const claim = { pid: 2 ** 22 + 1, host: real.self.host, started: "1", command: "zcf" };
    await writeFile(join(root, "state/locks", home, "4194305-aa.claim"), JSON.stringify(claim));
    expect(await switcherOn(root).recover()).toHaveLength(1);
    expect(await readdir(join(root, "state/locks", home))).toEqual([]);
  });
});

describe("a roll back that fails", () => {
  test("says so, stays open, and is completed by the next recovery", async () => {
    await withTemporaryDirectory(async (root) => {
      await makeToyHome(join(root, "home"), 1);
      const config = join(root, "home/config.txt");
      const before = await readFile(config, "utf8");
      const real = await nodeDisk();
      // From the second swap on, the home takes no rename any more.
      const state = { swaps: 0 };
      const rename: Disk["rename"] = async (from, to) => {
        if (from.startsWith(join(root, "home")) && (state.swaps += 1) > 1) return broken("EIO")();
        await real.rename(from, to);
      };
      const switcher = switcherOn(root, { disk: { ...real, rename } });
      const operation = await switcher.plan(BETA);
      await expect(switcher.apply(operation)).rejects.toMatchObject({
        kind: "unfinished",
        disk: "unfinished",
      });
      const well = switcherOn(root);
      expect(await well.unfinished()).toHaveLength(1);
      expect(await well.recover()).toMatchObject([{ state: "rolled-back" }]);
      expect(await readFile(config, "utf8")).toBe(before);
    });
  });

  test("that succeeds says that everything is as it was", async () => {
    await withTemporaryDirectory(async (root) => {
      await makeToyHome(join(root, "home"), 1);
      const real = await nodeDisk();
      const state = { swaps: 0 };
      const rename: Disk["rename"] = async (from, to) => {
        if (from.startsWith(join(root, "home")) && (state.swaps += 1) === 2) return broken("EIO")();
        await real.rename(from, to);
      };
      const switcher = switcherOn(root, { disk: { ...real, rename } });
      const operation = await switcher.plan(BETA);
      await expect(switcher.apply(operation)).rejects.toMatchObject({
        code: "write-failed",
        disk: "restored",
      });
    });
  });
});

describe("recover", () => {
  test("leaves an operation alone that began on another home while it took its locks", async () => {
    await withTemporaryDirectory(async (root) => {
      await makeToyHome(join(root, "home"), 1);
      await makeToyHome(join(root, "other"), 1);
      const dead = faultyDisk(await nodeDisk(), { call: 7, moment: "after", failure: "death" });
      const first = switcherOn(root, { disk: dead.disk });
      await expect(first.apply(await first.plan(BETA))).rejects.toThrow();
      const beginOther = once(async () => {
        const late = faultyDisk(await nodeDisk(), { call: 7, moment: "after", failure: "death" });
        const second = switcherOn(root, { disk: late.disk });
        const operation = await second.plan({ ...BETA, home: join(root, "other") });
        await expect(second.apply(operation)).rejects.toThrow();
      });
      const real = await nodeDisk();
      const writeVolatile: Disk["writeVolatile"] = async (...args) => {
        await beginOther();
        await real.writeVolatile(...args);
      };
      const recovered = await switcherOn(root, { disk: { ...real, writeVolatile } }).recover();
      expect(recovered).toHaveLength(1);
      expect(await switcherOn(root).unfinished()).toMatchObject([
        { stores: [{ home: join(root, "other") }] },
      ]);
    });
  });

  test("that cannot finish does not say that nothing was touched", async () => {
    await withTemporaryDirectory(async (root) => {
      await makeToyHome(join(root, "home"), 1);
      const dead = faultyDisk(await nodeDisk(), { call: 7, moment: "after", failure: "death" });
      const first = switcherOn(root, { disk: dead.disk });
      await expect(first.apply(await first.plan(BETA))).rejects.toThrow();
      const full = switcherOn(root, { disk: { ...(await nodeDisk()), append: broken("ENOSPC") } });
      const failure = { code: "write-failed", disk: "unfinished" };
      await expect(full.recover()).rejects.toMatchObject(failure);
      await expect(full.apply(await full.plan(BETA))).rejects.toMatchObject(failure);
    });
  });

  test("does not take a stray file for an operation", async () => {
    await withTemporaryDirectory(async (root) => {
      await mkdir(join(root, "state/operations/pending"), { recursive: true });
      await writeFile(join(root, "state/operations/pending/.DS_Store"), "");
      expect(await switcherOn(root).unfinished()).toEqual([]);
      expect(await switcherOn(root).recover()).toEqual([]);
    });
  });
});

test("a preview of a file that has changed since is refused: what came in is not known to be no secret", async () => {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 0);
    const switcher = switcherOn(root);
    const operation = await switcher.plan(BETA);
    await writeFile(join(root, "home/config.txt"), "target=alpha\ntoken=new-secret-0123\n");
    const preview = switcher.preview(operation)[Symbol.asyncIterator]();
    await expect(preview.next()).rejects.toMatchObject({ code: "changed", disk: "untouched" });
  });
});

test("a backup of a home that our own state lies in leaves our state out", async () => {
  await withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    await makeToyHome(home, 1);
    const everything: BackupStrategy = {
      contract: CONTRACT,
      id: "everything",
      keeps: "all",
      copies: async function* (store, view) {
        for await (const file of view.list(store.home, "")) yield { kind: "file", file };
      },
    };
    const switcher = switcherOn(root, { stateHome: join(home, "zcf"), backups: [everything] });
    const { backup } = await switcher.apply(await switcher.plan(BETA));
    expect(await readdir(join(backup?.path ?? "", "0-toy"))).not.toContain("zcf");
  });
});

test("what cannot be read when it is planned again is not called a failed write", async () => {
  await withTemporaryDirectory(async (root) => {
    const key = join(root, "home", "key.txt");
    await makeToyHome(join(root, "home"), 1);
    const switcher = switcherOn(root);
    await switcher.apply(await switcher.plan(BETA));
    const planned = await switcher.plan({ undo: "last" });
    await rm(key);
    await symlink("key.txt", key);
    await expect(switcher.apply(planned)).rejects.toMatchObject({
      code: "unreadable",
      params: { file: key, system: "ELOOP" },
      disk: "untouched",
    });
  });
});

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= act());
}
