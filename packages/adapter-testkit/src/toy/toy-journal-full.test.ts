import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isSwitchError } from "@zcf/contract";
import { createSwitcher, type Disk, nodeDisk, type Switcher } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { type Fault, faultyDisk } from "../faults/faulty-disk.ts";
import { differences, isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome, readOwners } from "./toy-home.ts";

const TIMEOUT = { timeout: 120_000 };

function switcherOn(root: string, disk: Disk): Switcher {
  return createSwitcher({
    adapters: [toy()],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    disk,
  });
}

async function switchOn(root: string, disk: Disk) {
  const switcher = switcherOn(root, disk);
  return switcher.apply(await switcher.plan({ tools: ["toy"], target: "beta" }));
}

async function picture(root: string) {
  const skip = (name: string): boolean => isSqliteSidecar(name) || name === "index.sqlite";
  const home = join(root, "home");
  return { tree: await readTree(home, { skip }), owners: await readOwners(home) };
}

/** The calls in our own state, and which of them was the `committed` record. */
async function ownCalls(): Promise<{ readonly count: number; readonly committed: number }> {
  return withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 2);
    const contents: string[] = [];
    const { disk } = faultyDisk(await nodeDisk(), null, ({ path, content }) => {
      if (path.startsWith(join(root, "state"))) contents.push(Buffer.from(content).toString());
    });
    await switchOn(root, disk);
    return { count: contents.length, committed: contents.findIndex((text) => text.includes('"committed"')) };
  });
}

type Kind = Pick<Fault, "moment" | "lasting">;

const KINDS: readonly (readonly [string, Kind])[] = [
  ["for a moment, before the call", { moment: "before" }],
  ["for a moment, in the middle of the call", { moment: "torn" }],
  ["for a moment, and the call was done all the same", { moment: "after" }],
  ["from then on", { moment: "torn", lasting: true }],
];

describe.each(KINDS)("where our own state lies the disk is full %s", (_, kind) => {
  test(
    "before `committed`: nothing is changed, nothing is left behind, and it is said",
    TIMEOUT,
    async () => {
      const { committed } = await ownCalls();
      for (let call = 0; call <= committed; call += 1) {
        await withTemporaryDirectory(async (root) => {
          await makeToyHome(join(root, "home"), 2);
          const before = await picture(root);
          const on = (path: string): boolean => path.startsWith(join(root, "state"));
          const { disk } = faultyDisk(await nodeDisk(), { call, failure: "ENOSPC", on, ...kind });
          const error = await switchOn(root, disk).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          // A full disk fails only calls that need room: with fewer of them, the last ones are behind `committed`.
          if (error === null) return expect(kind.lasting).toBe(true);
          if (!isSwitchError(error)) throw new Error("no SwitchError", { cause: error });
          const { code, kind: errorKind, params } = error;
          expect({ code, errorKind, system: params["system"] }).toEqual({
            code: "write-failed",
            errorKind: "environment",
            system: "ENOSPC",
          });
          const after = await picture(root);
          const changed = differences(before.tree, after.tree);
          expect([call, changed, after.owners]).toEqual([call, [], before.owners]);
          expect(["untouched", "restored"]).toContain(error.disk);
          expect(await switcherOn(root, await nodeDisk()).unfinished()).toEqual([]);
          expect([call, await leftIn(root)]).toEqual([call, []]);
        });
      }
    },
  );

  test("behind it: the switch stands, and what is open is closed by the next recovery", TIMEOUT, async () => {
    const { committed, count } = await ownCalls();
    for (let call = committed + 1; call < count; call += 1) {
      await withTemporaryDirectory(async (root) => {
        await makeToyHome(join(root, "home"), 2);
        const on = (path: string): boolean => path.startsWith(join(root, "state"));
        const { disk } = faultyDisk(await nodeDisk(), { call, failure: "ENOSPC", on, ...kind });
        const report = await switchOn(root, disk);
        const skipped = report.stores.flatMap((store) => store.skipped);
        for (const one of skipped)
          expect(one).toMatchObject({ code: "write-failed", params: { system: "ENOSPC" } });
        const well = switcherOn(root, await nodeDisk());
        const recovered = await well.recover();
        expect(await leftIn(root)).toEqual([]);
        for (const { foreign } of recovered) expect(foreign).toEqual([]);
        const { tree, owners } = await picture(root);
        expect(Buffer.from(tree.get("config.txt")?.content ?? "", "base64").toString()).toContain("=beta");
        for (const [note, owner] of owners)
          expect([call, owner]).toEqual([call, skipped.some(({ id }) => id === note) ? "alpha" : "beta"]);
        expect(await well.unfinished()).toEqual([]);
      });
    }
  });
});

/** What shows up as unfinished, and drafts. */
async function leftIn(root: string): Promise<readonly string[]> {
  return readdir(join(root, "state/operations/pending")).catch(() => []);
}
