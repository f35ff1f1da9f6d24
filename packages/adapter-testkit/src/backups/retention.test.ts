import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { nodeDisk, type Report, type Retention, type Switcher } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { makeToyHome } from "../toy/toy-home.ts";
import { inToyWorld, type ToyWorld, worldAt } from "./toy-world.ts";

async function idsOf(switcher: Switcher): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of switcher.history()) ids.push(id);
  return ids;
}

describe("after each operation", () => {
  test("the history is kept within its limits", async () => {
    await inToyWorld(async (world) => {
      const retention = { keep: 2 };
      for (const target of ["beta", "alpha", "beta", "alpha"]) await world.switchTo(target, { retention });
      expect(await idsOf(world.switcher())).toHaveLength(2);
    });
  });

  test("within the limits nothing is written for it, and nothing is walked through", async () => {
    await inToyWorld(async (world) => {
      await world.switchTo("beta", {}, "snapshot");
      const real = await nodeDisk();
      const walked: string[] = [];
      const { disk, calls } = faultyDisk(real, null);
      const treeSize: typeof real.treeSize = async (path) => {
        if ((await real.stat(path)) !== null) walked.push(path);
        return real.treeSize(path);
      };
      await world.switchTo("alpha", { disk: { ...disk, treeSize } });
      expect(walked).toEqual([]);
      expect(calls.filter((call) => call === "removeTree")).toEqual([]);
    });
  });

  test.each(["EACCES", "EIO", "EROFS"] as const)(
    "%s in it never fails the switch, and a notice says so",
    async (failure) => {
      await inToyWorld(async (world) => {
        await world.switchTo("beta");
        const counted = faultyDisk(await nodeDisk(), null);
        await world.switchTo("alpha", { disk: counted.disk, retention: { keep: 0 } });
        await world.switchTo("beta");
        const call = counted.calls.lastIndexOf("removeTree");
        expect(call).toBeGreaterThan(0);
        const { disk } = faultyDisk(await nodeDisk(), { call, moment: "before", failure });
        const report = await world.switchTo("alpha", { disk, retention: { keep: 0 } });
        expect(report.outcome).toBe("applied");
        expect(report.stores[0]?.notices).toMatchObject([
          { code: "prune-failed", severity: "warning", params: { system: failure } },
        ]);
        expect(await readdir(join(world.state, "operations/removed"))).not.toEqual([]);
        await world.switchTo("beta");
        expect(await readdir(join(world.state, "operations/removed"))).toEqual([]);
      });
    },
  );
});

/** A small generator with a seed, so that a failure can be had again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
}

const TARGETS = ["alpha", "beta", "a-long-target-name"];

type Step =
  | { readonly kind: "switch"; readonly home: string; readonly target: string; readonly backup: string }
  | { readonly kind: "failed switch"; readonly home: string; readonly target: string }
  | { readonly kind: "undo" | "interrupted undo" | "completed undo"; readonly home: string };

function randomStep(roll: (sides: number) => number): Step {
  const home = ["home", "other"][roll(2)] ?? "home";
  const kind = roll(10);
  if (kind < 5) {
    const backup = ["selective", "selective", "snapshot"][roll(3)] ?? "selective";
    return { kind: "switch", home, target: TARGETS[roll(TARGETS.length)] ?? "alpha", backup };
  }
  if (kind === 5) return { kind: "failed switch", home, target: TARGETS[roll(TARGETS.length)] ?? "alpha" };
  const undos = ["undo", "undo", "interrupted undo", "completed undo"] as const;
  return { kind: undos[kind - 6] ?? "undo", home };
}

/** What a step came to, without names and times, which differ between two worlds. */
async function take(world: ToyWorld, step: Step, retention: Retention): Promise<unknown> {
  try {
    const { outcome, stores } = await report(world, step, retention);
    return [outcome, stores.map(({ from, to, applied, skipped }) => [from, to, applied, skipped.length])];
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

async function report(world: ToyWorld, step: Step, retention: Retention): Promise<Report> {
  const where = { tools: ["toy"], home: join(world.root, step.home) };
  const stop = new AbortController();
  const switcher = world.switcher({
    retention,
    reporter: (event) => {
      // Before `committed`, and after it.
      if (step.kind === "failed switch" && event.type === "phase" && event.phase === "verify") stop.abort();
      if (step.kind === "interrupted undo" && event.type === "edit") stop.abort();
    },
  });
  const { signal } = stop;
  switch (step.kind) {
    case "switch":
    case "failed switch": {
      const operation = await switcher.plan({ ...where, target: step.target });
      return switcher.apply(operation, { signal, backup: "backup" in step ? step.backup : "selective" });
    }
    case "completed undo":
      return switcher.apply(await switcher.plan({ undo: await lastUndone(switcher, where.home) }));
    default:
      return switcher.apply(await switcher.plan({ undo: "last", ...where }), { signal });
  }
}

/** What the newest operation of a home took back. */
async function lastUndone(switcher: Switcher, home: string): Promise<string> {
  for await (const { purpose, stores, outcome } of switcher.history())
    if (outcome.state !== "rolled-back" && stores.some((note) => note.home === home))
      return purpose.of ?? "none";
  return "none";
}

async function pictureOf(world: ToyWorld): Promise<unknown> {
  const skip = (name: string): boolean => isSqliteSidecar(name) || name.endsWith(".sqlite");
  const trees = await Promise.all(
    ["home", "other"].map((name) => readTree(join(world.root, name), { skip })),
  );
  return trees.map((tree) => [...tree].map(([name, { content, mode }]) => [name, content, mode]));
}

async function makeWorld(root: string): Promise<ToyWorld> {
  await mkdir(root);
  for (const name of ["home", "other"]) await makeToyHome(join(root, name), 2);
  return worldAt(root);
}

/** The same steps, with all of the history and with as little of it as can be: both always come to the same. */
async function compare(seed: number, limits: Retention): Promise<number> {
  return withTemporaryDirectory(async (root) => {
    const [whole, pruned] = [await makeWorld(join(root, "whole")), await makeWorld(join(root, "pruned"))];
    const roll = dice(seed);
    for (let index = 0; index < 14; index += 1) {
      const step = randomStep(roll);
      const expected = await take(whole, step, { keep: 1000, maxBytes: 2 ** 40 });
      expect([seed, index, step, await take(pruned, step, limits)]).toEqual([seed, index, step, expected]);
      expect([seed, index, await pictureOf(pruned)]).toEqual([seed, index, await pictureOf(whole)]);
    }
    const left = await idsOf(pruned.switcher());
    return (await idsOf(whole.switcher())).length - left.length;
  });
}

test("whatever the history and the limits, every undo and redo does what it would do with all of the history", {
  timeout: 240_000,
}, async () => {
  let removed = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const limits = { keep: seed % 3, maxBytes: [0, 4000, 2 ** 40][seed % 3] ?? 0 };
    removed += await compare(seed * 7919, limits);
  }
  expect(removed).toBeGreaterThan(12);
  console.info(`12 histories of 14 steps, ${removed} operations removed`);
});
