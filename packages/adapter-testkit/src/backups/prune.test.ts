import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { nodeDisk, type Prune, type Switcher } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { faultyDisk, type Moment } from "../faults/faulty-disk.ts";
import { differences, isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { makeToyHome } from "../toy/toy-home.ts";
import { inToyWorld, type ToyWorld, worldAt } from "./toy-world.ts";

const MATRIX = { timeout: 120_000 };
const MOMENTS: readonly Moment[] = ["before", "torn", "after"];

async function idsOf(switcher: Switcher): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of switcher.history()) ids.push(id);
  return ids;
}

/** There and back, each with copies. */
async function switchAbout(world: ToyWorld, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1)
    await world.switchTo(index % 2 === 0 ? "beta" : "alpha", {}, "snapshot");
}

function namesIn(world: ToyWorld, ...place: readonly string[]): Promise<readonly string[]> {
  return readdir(join(world.state, ...place)).catch(() => []);
}

/** Nothing of an operation is anywhere but for those that the history has. */
async function expectNoLeftOvers(world: ToyWorld): Promise<void> {
  const ids = (await idsOf(world.switcher())).toSorted();
  expect(await namesIn(world, "operations", "done")).toEqual(ids);
  expect(await namesIn(world, "operations", "removed")).toEqual([]);
  expect(await namesIn(world, "operations", "pending")).toEqual([]);
  for (const id of await namesIn(world, "backups")) expect(ids).toContain(id);
}

describe("a prune", () => {
  test("keeps so many of a home, takes the oldest with their copies, and tells both with bytes and reasons", async () => {
    await inToyWorld(async (world) => {
      await switchAbout(world, 5);
      const ids = await idsOf(world.switcher());
      const before = (await world.switcher().backups()).operations;
      const done = await world.switcher().pruneBackups({ keep: 2 });
      expect(done.removed.map(({ id }) => id)).toEqual(ids.slice(2));
      expect(done.kept.map(({ id, reason }) => [id, reason])).toEqual([
        [ids[0], "newest"],
        [ids[1], "within-limits"],
      ]);
      expect(done.freed).toBe(before.slice(2).reduce((sum, { bytes }) => sum + bytes, 0));
      expect(await idsOf(world.switcher())).toEqual(ids.slice(0, 2));
      await expectNoLeftOvers(world);
      for (const home of await namesIn(world, "locks"))
        expect(await namesIn(world, "locks", home)).toEqual([]);
    });
  });

  test("by bytes takes the oldest until the rest fits, but never the newest", async () => {
    await inToyWorld(async (world) => {
      await switchAbout(world, 4);
      const operations = (await world.switcher().backups()).operations;
      const maxBytes = operations.slice(0, 2).reduce((sum, { bytes }) => sum + bytes, 0);
      const done = await world.switcher().pruneBackups({ maxBytes });
      expect(done.removed).toHaveLength(2);
      expect((await world.switcher().pruneBackups({ maxBytes: 0 })).kept).toMatchObject([
        { reason: "newest" },
      ]);
      expect(await idsOf(world.switcher())).toEqual([operations[0]?.id]);
    });
  });

  test("as a dry run says the same and writes nothing", async () => {
    await inToyWorld(async (world) => {
      await switchAbout(world, 3);
      await mkdir(join(world.home, "backup/backup_1"), { recursive: true });
      const before = await readTree(world.root, { skip: isSqliteSidecar });
      const { disk, calls } = faultyDisk(await nodeDisk(), null);
      const asked = { keep: 1, earlier: true } as const;
      const shown = await world.switcher({ disk }).pruneBackups({ ...asked, dryRun: true });
      expect([calls, differences(before, await readTree(world.root, { skip: isSqliteSidecar }))]).toEqual([
        [],
        [],
      ]);
      const { dryRun: _, ...done } = await world.switcher().pruneBackups(asked);
      expect(shown).toEqual({ ...done, dryRun: true });
    });
  });

  test("leaves a home on which another process works alone, and says so", async () => {
    await inToyWorld(async (world) => {
      await switchAbout(world, 3);
      const other = join(world.root, "other");
      await makeToyHome(other, 1);
      for (const target of ["beta", "alpha"]) {
        const switcher = world.switcher();
        await switcher.apply(await switcher.plan({ tools: ["toy"], home: other, target }));
      }
      const real = await nodeDisk();
      const during: Prune[] = [];
      const left: number[] = [];
      const blocked = world.switcher({
        disk: {
          ...real,
          copyFile: async (from, to) => {
            during.push(await world.switcher().pruneBackups({ keep: 0 }));
            left.push((await idsOf(world.switcher())).length);
            await real.copyFile(from, to);
          },
        },
      });
      const operation = await blocked.plan({ tools: ["toy"], target: "a-long-target-name" });
      const backup = "snapshot";
      expect((await blocked.apply(operation, { backup })).outcome).toBe("applied");
      const [first] = during;
      expect(left[0]).toBe(3 + 1);
      expect(first?.kept.map(({ reason }) => reason).toSorted()).toEqual([
        "busy",
        "busy",
        "newest",
        "newest",
      ]);
      expect(first?.removed.map(({ stores }) => stores[0]?.home)).toEqual([other]);
    });
  });

  test("while an undo is unfinished what it takes back stays, and all that is younger", async () => {
    await inToyWorld(async (world) => {
      await switchAbout(world, 4);
      const [newest, third, second, first] = await idsOf(world.switcher());
      const { disk } = faultyDisk(await nodeDisk(), { call: 9, moment: "before", failure: "death" });
      const dying = world.switcher({ disk });
      const operation = await dying.plan({ undo: second ?? "" });
      await expect(dying.apply(operation)).rejects.toThrow();
      expect(await world.switcher().unfinished()).toHaveLength(1);
      const done = await world.switcher().pruneBackups({ keep: 0, maxBytes: 0 });
      expect(done.removed.map(({ id }) => id)).toEqual([first]);
      expect(done.kept.map(({ id, reason }) => [id, reason])).toEqual([
        [newest, "newest"],
        [third, "in-use"],
        [second, "in-use"],
      ]);
      await world.switcher().recover();
      const again = world.switcher();
      await again.apply(await again.plan({ undo: second ?? "" }));
    });
  });

  test("two at once remove it all between them", async () => {
    await inToyWorld(async (world) => {
      await switchAbout(world, 6);
      const [newest] = await idsOf(world.switcher());
      const both = [world.switcher(), world.switcher()].map((one) => one.pruneBackups({ keep: 0 }));
      const done = await Promise.all(both);
      const removed = done.flatMap((one) => one.removed.map(({ id }) => id));
      expect(new Set(removed).size).toBe(removed.length);
      await world.switcher().pruneBackups({ keep: 0 });
      expect(await idsOf(world.switcher())).toEqual([newest]);
      await expectNoLeftOvers(world);
    });
  });

  test(
    "killed at every call, before, during and after it: lists are right, and the next one ends it",
    MATRIX,
    async () => {
      await withTemporaryDirectory(async (root) => {
        const master = join(root, "master");
        await mkdir(master);
        await makeToyHome(join(master, "home"), 1);
        await switchAbout(worldAt(master), 4);
        const copy = async (name: string): Promise<ToyWorld> => {
          await cp(master, join(root, name), { recursive: true, preserveTimestamps: true });
          return worldAt(join(root, name));
        };
        const { calls, disk } = faultyDisk(await nodeDisk(), null);
        const asked = { keep: 1, maxBytes: 0 };
        await (await copy("counted")).switcher({ disk }).pruneBackups(asked);
        expect(calls.filter((call) => call === "removeTree")).toHaveLength(6);
        for (const moment of MOMENTS) {
          for (let call = 0; call < calls.length; call += 1) {
            const world = await copy(`${moment}-${call}`);
            const all = await idsOf(world.switcher());
            const fault = { call, moment, failure: "death" } as const;
            const dying = world.switcher({ disk: faultyDisk(await nodeDisk(), fault).disk });
            await expect(dying.pruneBackups(asked)).rejects.toThrow();

            const left = await idsOf(world.switcher());
            expect(left).toEqual(all.filter((id) => left.includes(id)));
            expect(left[0]).toBe(all[0]);
            const listed = (await world.switcher().backups()).operations;
            expect(listed.map(({ id, restorable, copies }) => [id, restorable, copies !== null])).toEqual(
              left.map((id) => [id, true, true]),
            );
            await world.switcher().pruneBackups(asked);
            expect(await idsOf(world.switcher())).toEqual(all.slice(0, 1));
            await expectNoLeftOvers(world);
          }
        }
        console.info(`${calls.length * MOMENTS.length} deaths in a prune`);
      });
    },
  );
});
