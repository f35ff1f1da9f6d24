import { appendFile, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type BackupStrategy, CONTRACT, isSwitchError } from "@zcf/contract";
import { createSwitcher, nodeDisk, type SwitcherOptions } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { type Fault, faultyDisk, type Moment } from "../faults/faulty-disk.ts";
import { differences, isSqliteSidecar, readTree, sameEntry, type TreeEntry } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome, readOwners } from "./toy-home.ts";

const NOTES = 3;
/** A matrix writes and syncs thousands of files. */
const MATRIX = { timeout: 240_000 };
const MOMENTS: readonly Moment[] = ["before", "torn", "after"];

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

type Picture = Awaited<ReturnType<typeof picture>>;

/** The required set is wholly one side, each note with its row is one side, and nothing else is there. */
function expectEitherSide(found: Picture, before: Picture, after: Picture): void {
  const files = ["config.txt", "key.txt"];
  const side = (expected: ReadonlyMap<string, TreeEntry>): boolean =>
    files.every((name) => sameContent(found.tree.get(name), expected.get(name)));
  expect(side(before.tree) || side(after.tree)).toBe(true);
  for (let index = 0; index < NOTES; index += 1) {
    const name = `notes/n${index}.txt`;
    const isSide = (expected: Picture): boolean =>
      sameEntry(found.tree.get(name), expected.tree.get(name)) &&
      found.owners.get(`n${index}`) === expected.owners.get(`n${index}`);
    expect([name, isSide(before) || isSide(after)]).toEqual([name, true]);
  }
  expect([...found.tree.keys()].filter((name) => !before.tree.has(name) && !after.tree.has(name))).toEqual(
    [],
  );
}

/** A required file that was written has a new mtime, so only the before-side's is compared elsewhere. */
function sameContent(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  return a?.content === b?.content && a?.mode === b?.mode;
}

async function sides(
  target: string,
  extra: Extra = {},
): Promise<{ before: Picture; after: Picture; calls: readonly string[] }> {
  return withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), NOTES);
    const before = await picture(root);
    const { disk, calls } = faultyDisk(await nodeDisk(), null);
    await switchTo(root, target, { ...extra, disk });
    return { before, after: await picture(root), calls };
  });
}

async function recoverAndLook(root: string): Promise<Picture> {
  const switcher = switcherOn(root);
  await switcher.recover();
  expect(await switcher.unfinished()).toEqual([]);
  return picture(root);
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

describe.each(["beta", "a-long-target-name"])("killed on the way to %s", (target) => {
  test(
    "at every call, before, during and after it: recovery leaves each part before or after",
    MATRIX,
    async () => {
      const { before, after, calls } = await sides(target);
      for (const moment of MOMENTS) {
        for (let call = 0; call < calls.length; call += 1) {
          await withTemporaryDirectory(async (root) => {
            await makeToyHome(join(root, "home"), NOTES);
            const fault: Fault = { call, moment, failure: "death" };
            await expect(
              switchTo(root, target, { disk: faultyDisk(await nodeDisk(), fault).disk }),
            ).rejects.toThrow();
            expectEitherSide(await recoverAndLook(root), before, after);
          });
        }
      }
      console.info(`${calls.length * MOMENTS.length} deaths on the way to ${target}`);
    },
  );

  test("and killed again at every call of the recovery", MATRIX, async () => {
    const { before, after, calls } = await sides(target);
    let points = 0;
    for (let call = 0; call < calls.length; call += 1) {
      for (let again = 0; ; again += 1) {
        const died = await withTemporaryDirectory(async (root) => {
          await makeToyHome(join(root, "home"), NOTES);
          const first = faultyDisk(await nodeDisk(), { call, moment: "torn", failure: "death" });
          await switchTo(root, target, { disk: first.disk }).catch(() => {});
          const second = faultyDisk(await nodeDisk(), { call: again, moment: "torn", failure: "death" });
          await switcherOn(root, { disk: second.disk })
            .recover()
            .catch(() => {});
          expectEitherSide(await recoverAndLook(root), before, after);
          return second.calls.length > again;
        });
        if (!died) break;
        points += 1;
      }
    }
    console.info(`${points} deaths in the recovery of ${target}`);
  });
});

/** Copies one file and the database, and drops what is sensitive. */
const frugal: BackupStrategy = {
  contract: CONTRACT,
  id: "frugal",
  keeps: "plain",
  async *copies(store, view) {
    yield { kind: "file", file: view.path(store.home, "config.txt") };
    yield { kind: "database", file: view.path(store.home, "index.sqlite") };
  },
};

describe("with a backup strategy that copies, and drops secrets", () => {
  test("a copy is for its owner alone, and has a manifest", MATRIX, async () => {
    await withTemporaryDirectory(async (root) => {
      await makeToyHome(join(root, "home"), NOTES);
      const report = await switchTo(root, "beta", { backups: [frugal] });
      const copies = await readTree(report.backup?.path ?? "");
      const files = [...copies].filter(([, entry]) => entry.kind === "file");
      expect(files.map(([name]) => name)).toEqual([
        "0-toy/config.txt",
        "0-toy/index.sqlite",
        "manifest.json",
      ]);
      expect(files.map(([, { mode }]) => mode)).toEqual([0o600, 0o600, 0o600]);
      const manifest: unknown = JSON.parse(
        await readFile(join(report.backup?.path ?? "", "manifest.json"), "utf8"),
      );
      expect(manifest).toMatchObject({ v: 1, operation: report.operation, strategy: "frugal" });
    });
  });

  test(
    "killed at every call: each part is before or after, and the key is nowhere in our state",
    MATRIX,
    async () => {
      const { before, after, calls } = await sides("beta", { backups: [frugal] });
      for (const moment of MOMENTS) {
        for (let call = 0; call < calls.length; call += 1) {
          await withTemporaryDirectory(async (root) => {
            await makeToyHome(join(root, "home"), NOTES);
            const { disk } = faultyDisk(await nodeDisk(), { call, moment, failure: "death" });
            await expect(switchTo(root, "beta", { disk, backups: [frugal] })).rejects.toThrow();
            expectEitherSide(await recoverAndLook(root), before, after);
            expect(await filesHolding(root, KEY_TEXT)).toEqual(await heldByHome(root));
          });
        }
      }
      console.info(`${calls.length * MOMENTS.length} deaths with copies`);
    },
  );
});

/** The home itself has the key when the switch stands. */
async function heldByHome(root: string): Promise<readonly string[]> {
  return (await readTree(join(root, "home"))).has("key.txt") ? ["home/key.txt"] : [];
}

const KEY_TEXT = "toy-key-0123456789";

/** Files of a tree that hold a text, also as base64 (at the beginning of an encoded value). */
async function filesHolding(root: string, text: string): Promise<readonly string[]> {
  const encoded = Buffer.from(text).toString("base64").slice(0, -4);
  const tree = await readTree(root);
  return [...tree].flatMap(([name, { content }]) => {
    const plain = Buffer.from(content, "base64").toString("latin1");
    return plain.includes(text) || plain.includes(encoded) ? [name] : [];
  });
}

test(
  "killed anywhere, and the config changed by the tool before recovery: its change stays, ours is whole or gone",
  MATRIX,
  async () => {
    const { calls } = await sides("beta");
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

describe.each(["ENOSPC", "EIO", "EACCES", "EROFS", "EPERM", "EMFILE"] as const)(
  "%s at every call",
  (failure) => {
    test("says what the disk holds, and leaves each part before or after", MATRIX, async () => {
      const { before, after, calls } = await sides("beta");
      for (let call = 0; call < calls.length; call += 1) {
        await withTemporaryDirectory(async (root) => {
          await makeToyHome(join(root, "home"), NOTES);
          const { disk } = faultyDisk(await nodeDisk(), { call, moment: "torn", failure });
          const outcome = await switchTo(root, "beta", { disk }).then(
            (report) => report.outcome,
            (error: unknown) => (isSwitchError(error) ? error.disk : undefined),
          );
          const found = await recoverAndLook(root);
          expectEitherSide(found, before, after);
          if (outcome === "untouched" || outcome === "restored")
            expect(differences(found.tree, before.tree)).toEqual([]);
          expect([calls[call], outcome]).not.toEqual([calls[call], undefined]);
        });
      }
    });
  },
);
