import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeDisk, type Switcher } from "@zcf/core";
import { expect, test } from "vitest";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { differences, isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { inside, pendingIn, switcherOn, withHomes } from "./testing/dead-switch.ts";
import { twin } from "./testing/twin.ts";
import { toy } from "./toy-adapter.ts";
import { readOwners } from "./toy-home.ts";

const BOTH = { tools: ["toy", "twin"], target: "beta" } as const;

/** After the note of the second store was written, and before its row was. */
async function dieInSecondStore(root: string, other: string): Promise<void> {
  const fault = {
    call: 0,
    moment: "before",
    failure: "death",
    on: inside(join(other, "index.sqlite")),
  } as const;
  const { disk } = faultyDisk(await nodeDisk(), fault);
  const dead = switcherOn(root, { disk, adapters: [toy(), twin(other)] });
  await expect(dead.apply(await dead.plan(BOTH))).rejects.toThrow("Death");
  expect(await readFile(join(other, "notes/n0.txt"), "utf8")).toMatch(/^owner=beta/);
  expect(await pendingIn(root)).toHaveLength(1);
}

async function picture(home: string) {
  const skip = (name: string): boolean => isSqliteSidecar(name) || name === "index.sqlite";
  return { tree: await readTree(home, { skip }), owners: await readOwners(home) };
}

function both(root: string, other: string): Switcher {
  return switcherOn(root, { adapters: [toy(), twin(other)] });
}

test("what was in flight in the second store is taken back, also where the first has ended as many batches", () =>
  withHomes(async (root, home, other) => {
    await dieInSecondStore(root, other);
    const recovered = await both(root, other).recover();
    expect(recovered).toMatchObject([{ state: "interrupted", foreign: [] }]);
    expect(await readFile(join(other, "notes/n0.txt"), "utf8")).toMatch(/^owner=alpha\n/);
    expect(await readFile(join(home, "notes/n0.txt"), "utf8")).toMatch(/^owner=beta/);
    for await (const { outcome } of both(root, other).history())
      expect(outcome).toMatchObject({ applied: 1, edits: { notes: 1 } });
  }));

test("what an interrupted switch did in two stores is undone in both, and nothing else", () =>
  withHomes(async (root, home, other) => {
    const before = [await picture(home), await picture(other)];
    await dieInSecondStore(root, other);
    const switcher = both(root, other);
    await switcher.recover();
    const report = await switcher.apply(await switcher.plan({ undo: "last" }));
    expect(report.stores).toMatchObject([{ applied: { notes: 1 } }, { applied: {} }]);
    for (const [index, one] of [home, other].entries()) {
      const after = await picture(one);
      expect(differences(before[index]?.tree ?? new Map(), after.tree)).toEqual([]);
      expect(after.owners).toEqual(before[index]?.owners);
    }
  }));

test("an operation on two stores is undone, and that redone and undone again", () =>
  withHomes(async (root, home, other) => {
    const switcher = both(root, other);
    const before = [await picture(home), await picture(other)];
    await switcher.apply(await switcher.plan(BOTH));
    const after = [await picture(home), await picture(other)];
    for (const expected of [before, after, before, after]) {
      await switcher.apply(await switcher.plan({ undo: "last" }));
      for (const [index, one] of [home, other].entries()) {
        const now = await picture(one);
        expect(differences(expected[index]?.tree ?? new Map(), now.tree)).toEqual([]);
        expect(now.owners).toEqual(expected[index]?.owners);
      }
    }
  }));
