import { appendFile, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createSwitcher, nodeDisk, type SwitcherOptions } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { differences, isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { frugal } from "./testing/frugal.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome, readOwners } from "./toy-home.ts";

const NOTES = 3;
/** A loop over all calls writes and syncs thousands of files. */
const LOOP = { timeout: 240_000 };

type Extra = Pick<SwitcherOptions, "disk" | "backups">;

function switcherOn(root: string, extra: Extra = {}) {
  return createSwitcher({
    adapters: [toy()],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    ...extra,
  });
}

async function switchTo(root: string, target: string, extra: Extra = {}) {
  const switcher = switcherOn(root, extra);
  return switcher.apply(await switcher.plan({ tools: ["toy"], target }));
}

async function picture(root: string) {
  const skip = (name: string): boolean => isSqliteSidecar(name) || name === "index.sqlite";
  return { tree: await readTree(join(root, "home"), { skip }), owners: await readOwners(join(root, "home")) };
}

/** The mutating calls of a switch. */
async function callsTo(target: string): Promise<readonly string[]> {
  return withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), NOTES);
    const { disk, calls } = faultyDisk(await nodeDisk(), null);
    await switchTo(root, target, { disk });
    return calls;
  });
}

describe("a switch of the toy tool", () => {
  test("moves config, key, notes and rows", async () => {
    await withTemporaryDirectory(async (root) => {
      await makeToyHome(join(root, "home"), NOTES);
      const report = await switchTo(root, "beta");
      expect(report.outcome).toBe("applied");
      expect(report.stores[0]?.applied).toEqual({ notes: NOTES });
      expect(await readFile(join(root, "home/config.txt"), "utf8")).toBe(
        "# my config\r\ntarget=beta\ncolour=blue\n",
      );
      expect((await stat(join(root, "home/config.txt"))).mode & 0o777).toBe(0o640);
      expect(await readFile(join(root, "home/notes/n1.txt"), "utf8")).toBe(
        "owner=beta \nfirst line of 1\nlast line",
      );
      expect([...(await readOwners(join(root, "home"))).values()]).toEqual(["beta", "beta", "beta"]);
    });
  });

  test("a second one changes nothing, and there and back leaves the home as it was but for the config's mtime", async () => {
    await withTemporaryDirectory(async (root) => {
      await makeToyHome(join(root, "home"), NOTES);
      const before = await picture(root);
      await switchTo(root, "beta");
      expect((await switchTo(root, "beta")).outcome).toBe("nothing");
      await switchTo(root, "alpha");
      const after = await picture(root);
      expect(differences(before.tree, after.tree)).toEqual(["config.txt"]);
      expect(after.owners).toEqual(before.owners);
      expect(await switcherOn(root).previousTarget("toy")).toBe("beta");
    });
  });
});

test("a copy is for its owner alone, and has a manifest", async () => {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), NOTES);
    const report = await switchTo(root, "beta", { backups: [frugal] });
    const copies = await readTree(report.backup?.path ?? "");
    const files = [...copies].filter(([, entry]) => entry.kind === "file");
    expect(files.map(([name]) => name)).toEqual(["0-toy/config.txt", "0-toy/index.sqlite", "manifest.json"]);
    expect(files.map(([, { mode }]) => mode)).toEqual([0o600, 0o600, 0o600]);
    const manifest: unknown = JSON.parse(
      await readFile(join(report.backup?.path ?? "", "manifest.json"), "utf8"),
    );
    expect(manifest).toMatchObject({ v: 1, operation: report.operation, strategy: "frugal" });
  });
});

test(
  "killed anywhere, and the config changed by the tool before recovery: its change stays, ours is whole or gone",
  LOOP,
  async () => {
    const calls = await callsTo("beta");
    const seen = new Set<string>();
    for (let call = 0; call < calls.length; call += 1) {
      await withTemporaryDirectory(async (root) => {
        await makeToyHome(join(root, "home"), NOTES);
        const config = join(root, "home/config.txt");
        const before = await readFile(config, "utf8");
        const { disk } = faultyDisk(await nodeDisk(), { call, moment: "before", failure: "death" });
        await switchTo(root, "beta", { disk }).catch(() => {});
        await appendFile(config, "trusted=yes\n");
        await switcherOn(root).recover();
        const names = await readdir(join(root, "home"));
        const expected = names.includes("key.txt") ? before.replace("alpha", "beta") : before;
        const found = await readFile(config, "utf8");
        expect([calls[call], found]).toEqual([calls[call], `${expected}trusted=yes\n`]);
        expect(names.filter((name) => name.includes(".tmp"))).toEqual([]);
        seen.add(expected);
      });
    }
    expect(seen.size).toBe(2);
  },
);
