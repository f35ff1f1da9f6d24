import { appendFile, chmod, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BackupStrategy, CONTRACT } from "@zcf/contract";
import { createSwitcher, type Report, type SwitcherOptions, type UndoRequest } from "@zcf/core";
import { expect, test } from "vitest";
import { differences, isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome, readOwners } from "./toy-home.ts";

const NOTES = 3;
const LONGER = "a-long-target-name";
const LATER = new Date("2025-03-04T05:06:07.890Z");

type Extra = Pick<SwitcherOptions, "backups">;

function switcherOn(root: string, extra: Extra = {}) {
  return createSwitcher({
    adapters: [toy()],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    ...extra,
  });
}

async function switchTo(root: string, target: string, extra: Extra = {}): Promise<Report> {
  const switcher = switcherOn(root, extra);
  return switcher.apply(await switcher.plan({ tools: ["toy"], target }));
}

async function undo(root: string, request: Partial<UndoRequest> = {}): Promise<Report> {
  const switcher = switcherOn(root);
  return switcher.apply(await switcher.plan({ undo: "last", ...request }));
}

async function picture(root: string) {
  const skip = (name: string): boolean => isSqliteSidecar(name) || name === "index.sqlite";
  return { tree: await readTree(join(root, "home"), { skip }), owners: await readOwners(join(root, "home")) };
}

async function withHome(use: (root: string, home: string) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), NOTES);
    await use(root, join(root, "home"));
  });
}

async function config(home: string): Promise<string> {
  return readFile(join(home, "config.txt"), "utf8");
}

test.each(["beta", LONGER])(
  "undoing a switch to %s leaves the home as it was, to the microsecond",
  async (target) => {
    await withHome(async (root) => {
      const before = await picture(root);
      await switchTo(root, target);
      const report = await undo(root);
      const after = await picture(root);
      expect(differences(before.tree, after.tree)).toEqual([]);
      expect(after.owners).toEqual(before.owners);
      expect(report.outcome).toBe("applied");
      expect(report.stores).toMatchObject([{ from: target, to: "alpha", applied: { notes: NOTES } }]);
    });
  },
);

test("a removed file comes back with its mode and time, and undo twice is redo", async () => {
  await withHome(async (root, home) => {
    await switchTo(root, "beta");
    await chmod(join(home, "key.txt"), 0o640);
    await utimes(join(home, "key.txt"), LATER, LATER);
    const onBeta = await picture(root);
    await switchTo(root, "alpha");
    const onAlpha = await picture(root);
    expect(onAlpha.tree.has("key.txt")).toBe(false);
    await undo(root);
    expect(differences(onBeta.tree, (await picture(root)).tree)).toEqual([]);
    await undo(root);
    expect(differences(onAlpha.tree, (await picture(root)).tree)).toEqual([]);
    await undo(root);
    expect(differences(onBeta.tree, (await picture(root)).tree)).toEqual([]);
  });
});

test("what the tool wrote since stays: only our values go back", async () => {
  await withHome(async (root, home) => {
    await switchTo(root, LONGER);
    await appendFile(join(home, "config.txt"), "trusted=/work\n");
    await appendFile(join(home, "notes/n1.txt"), "\na new turn");
    await undo(root);
    expect(await config(home)).toBe("# my config\r\ntarget=alpha\ncolour=blue\ntrusted=/work\n");
    const note = await readFile(join(home, "notes/n1.txt"), "utf8");
    expect(note).toMatch(/^owner=alpha *\nfirst line of 1\nlast line\na new turn$/);
    expect(new Set((await readOwners(home)).values())).toEqual(new Set(["alpha"]));
  });
});

test("a value of ours that was changed since is a conflict, and nothing is written", async () => {
  await withHome(async (root, home) => {
    await switchTo(root, "beta");
    await writeFile(join(home, "config.txt"), "target=by-hand\n");
    const before = await picture(root);
    await expect(undo(root)).rejects.toMatchObject({ kind: "conflict", code: "toy.undo-changed" });
    expect(differences(before.tree, (await picture(root)).tree)).toEqual([]);
  });
});

test("a unit that was changed since conflicts alone", async () => {
  await withHome(async (root, home) => {
    await switchTo(root, "beta");
    await writeFile(join(home, "notes/n1.txt"), "owner=somebody\n");
    const report = await undo(root);
    expect(report.outcome).toBe("partial");
    expect(report.stores[0]?.skipped).toMatchObject([{ id: "n1", code: "toy.undo-changed" }]);
    expect(report.stores[0]?.applied).toEqual({ notes: NOTES - 1 });
    expect(await config(home)).toContain("target=alpha");
  });
});

test("`only` narrows it to groups", async () => {
  await withHome(async (root, home) => {
    await switchTo(root, "beta");
    const report = await undo(root, { only: ["notes"] });
    expect(report.stores).toMatchObject([{ files: [], to: null, applied: { notes: NOTES } }]);
    expect(await config(home)).toContain("target=beta");
    await expect(undo(root, { only: ["nothing"] })).rejects.toMatchObject({ code: "unknown-group" });
  });
});

test("the newest operation that changed something of the groups is the one to undo", async () => {
  await withHome(async (root, home) => {
    await switchTo(root, "beta");
    await undo(root, { only: ["config"] });
    const report = await undo(root, { only: ["notes"] });
    expect(report.stores).toMatchObject([{ applied: { notes: NOTES } }]);
    expect(await config(home)).toContain("target=alpha");
    expect(new Set((await readOwners(home)).values())).toEqual(new Set(["alpha"]));
  });
});

test("an older operation can be undone where nobody changed what it set", async () => {
  await withHome(async (root, home) => {
    const first = await switchTo(root, "beta");
    await switchTo(root, LONGER);
    await expect(undo(root, { undo: first.operation ?? "" })).rejects.toMatchObject({ kind: "conflict" });
    expect(await config(home)).toContain(`target=${LONGER}`);
    await undo(root);
    await undo(root, { undo: first.operation ?? "" });
    expect(await config(home)).toContain("target=alpha");
  });
});

test("an undo that was overtaken while somebody was asked still takes back the operation that was shown", async () => {
  await withHome(async (root, home) => {
    await switchTo(root, "beta");
    const switcher = switcherOn(root);
    const planned = await switcher.plan({ undo: "last" });
    const other = await switchTo(root, LONGER);
    await expect(switcher.apply(planned)).rejects.toMatchObject({ kind: "conflict" });
    expect(other.outcome).toBe("applied");
    expect(await config(home)).toContain(`target=${LONGER}`);
  });
});

test("a home that was named by a link is undone as well", async () => {
  await withHome(async (root, home) => {
    await rename(home, join(root, "real"));
    await symlink(join(root, "real"), home);
    const before = await picture(root);
    await switchTo(root, LONGER);
    expect(await undo(root)).toMatchObject({ outcome: "applied", stores: [{ applied: { notes: NOTES } }] });
    expect(differences(before.tree, (await picture(root)).tree)).toEqual([]);
  });
});

test("a home that was moved since, and is named by a link now, is undone as well", async () => {
  await withHome(async (root, home) => {
    const before = await picture(root);
    await switchTo(root, LONGER);
    await rename(home, join(root, "moved"));
    await symlink(join(root, "moved"), home);
    expect(await undo(root)).toMatchObject({ outcome: "applied", stores: [{ applied: { notes: NOTES } }] });
    expect(differences(before.tree, (await picture(root)).tree)).toEqual([]);
  });
});

test("nothing to undo, an unknown operation, and one that is as it was before", async () => {
  await withHome(async (root) => {
    await expect(undo(root)).rejects.toMatchObject({ code: "nothing-to-undo" });
    const { operation } = await switchTo(root, "beta");
    await expect(undo(root, { undo: "20200101" })).rejects.toMatchObject({ code: "no-operation" });
    await undo(root);
    expect(await undo(root, { undo: operation ?? "" })).toMatchObject({ outcome: "nothing" });
  });
});

test("what was kept of no secret can only be undone where no secret is in it", async () => {
  const plain: BackupStrategy = {
    contract: CONTRACT,
    id: "plain",
    keeps: "plain",
    copies: async function* () {},
  };
  await withHome(async (root, home) => {
    await switchTo(root, "beta", { backups: [plain] });
    await expect(undo(root)).rejects.toMatchObject({
      code: "undo-dropped",
      params: { file: join(home, "key.txt") },
    });
    await rm(join(home, "key.txt"));
    await undo(root);
    expect(await config(home)).toContain("target=alpha");
  });
});

test("the ledger goes back too, but for what was written since", async () => {
  await withHome(async (root) => {
    await switchTo(root, "beta");
    await switchTo(root, LONGER);
    await undo(root);
    const ledger = (await readTree(join(root, "state/ledger"))).values().next().value;
    const lines = Buffer.from(ledger?.content ?? "", "base64")
      .toString("utf8")
      .split("\n");
    const last = lines.filter((line) => line.includes('"toy/last"')).at(-1);
    expect(JSON.parse(last ?? "null")).toEqual({ v: 1, key: "toy/last", value: "beta" });
  });
});

test("previousTarget goes by what was used before, also across an undo", async () => {
  await withHome(async (root) => {
    await switchTo(root, "beta");
    await undo(root);
    expect(await switcherOn(root).previousTarget("toy")).toBe("beta");
  });
});
