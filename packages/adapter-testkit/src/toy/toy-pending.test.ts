import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differences, readTree } from "../homes/read-tree.ts";
import {
  BETA,
  die,
  inside,
  journalIn,
  pendingIn,
  SWAPPED,
  switcherOn,
  withHomes,
  withSwapped,
} from "./testing/dead-switch.ts";

describe("what a crash or a damaged disk leaves in pending", () => {
  async function put(root: string, name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const directory = join(root, "state/operations/pending", name);
    await mkdir(directory, { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(join(directory, file), text);
    return join(directory, "journal.ndjson");
  }

  const ID = "20260101T000000000Z-00000000";

  test.each([
    ["a draft of a dead process", `${ID}.4194305.draft`, {}],
    ["a draft with a torn begin", `${ID}.4194305.draft`, { "journal.ndjson": '\n{"type":"beg' }],
    ["an empty folder", ID, {}],
    ["a folder that was being dropped", ID, { "sealed.json": '{"v":1,"steps":[]}' }],
  ])("%s is nothing to the user, and is swept", (_, name, files) =>
    withHomes(async (root) => {
      await put(root, name, files);
      const switcher = switcherOn(root);
      expect(await switcher.unfinished()).toEqual([]);
      expect((await switcher.apply(await switcher.plan(BETA))).recovered).toEqual([]);
      expect(await pendingIn(root)).toEqual([]);
    }),
  );

  test.each([
    ["empty", ""],
    ["torn in its begin", '\n{"type":"begin","v":1,"id":"2026'],
    ["all zeros", "\0".repeat(4096)],
  ])("a journal that is %s is closed by the next writing command, and kept", (_, text) =>
    withHomes(async (root) => {
      const journal = await put(root, ID, { "journal.ndjson": text });
      const switcher = switcherOn(root);
      expect(await switcher.unfinished()).toEqual([{ id: ID, stores: [] }]);
      const report = await switcher.apply(await switcher.plan(BETA));
      expect(report.recovered).toEqual([{ operation: ID, state: "abandoned", foreign: [journal] }]);
      expect(await pendingIn(root)).toEqual([]);
      expect(await readdir(join(root, "state/operations/done"))).toContain(ID);
      await expectNotInHistory(root, ID);
    }),
  );

  test("a journal that cannot be read keeps off all homes until it is abandoned", () =>
    withHomes(async (root) => {
      const journal = await put(root, ID, {});
      await mkdir(journal);
      const switcher = switcherOn(root);
      const operation = await switcher.plan(BETA);
      const failure = {
        kind: "unfinished",
        code: "journal-unreadable",
        params: { file: journal, operation: ID },
      };
      await expect(switcher.apply(operation)).rejects.toMatchObject(failure);
      expect(await switcher.recover({ abandon: true })).toMatchObject([{ state: "abandoned" }]);
      expect((await switcher.apply(operation)).outcome).toBe("applied");
      await expectNotInHistory(root, ID);
    }));

  test("a damaged journal keeps off its home until it is abandoned", () =>
    withSwapped(async (root, home, other) => {
      const journal = await journalIn(root);
      const lines = (await readFile(journal, "utf8")).split("\n");
      // Without its `required` nothing would be taken back, and nobody told.
      await writeFile(journal, lines.map((line) => (line.includes('"required"') ? "{" : line)).join("\n"));
      const switcher = switcherOn(root);
      const failure = { kind: "unfinished", code: "journal-unreadable", params: { file: journal } };
      await expect(switcher.recover()).rejects.toMatchObject(failure);
      const elsewhere = await switcher.plan({ ...BETA, home: other });
      expect((await switcher.apply(elsewhere)).outcome).toBe("applied");
      const [{ id } = { id: "" }] = await switcher.unfinished();
      expect(await switcher.recover({ home, abandon: true })).toEqual([
        { operation: id, state: "abandoned", foreign: [journal] },
      ]);
    }));

  test("without its sealed sides the rest is taken back when it is abandoned", () =>
    withHomes(async (root, home) => {
      // Behind the second swap, that of the key.
      await die(root, { ...SWAPPED, call: 3, on: inside(home) });
      const journal = await journalIn(root);
      await rm(join(journal, "../sealed.json"));
      const switcher = switcherOn(root);
      await expect(switcher.recover()).rejects.toMatchObject({ code: "journal-unreadable" });
      const [recovery] = await switcher.recover({ abandon: true });
      expect(recovery).toMatchObject({ state: "abandoned", foreign: [join(home, "key.txt")] });
      expect(await readFile(join(home, "config.txt"), "utf8")).toContain("target=alpha");
    }));

  test("a record of a newer zcf is not misread, not even when it is to be abandoned", () =>
    withSwapped(async (root, home, other) => {
      const journal = await journalIn(root);
      const text = await readFile(journal, "utf8");
      await writeFile(journal, text.replace('"v":1', '"v":2'));
      const before = await readTree(home);
      const switcher = switcherOn(root);
      const failure = {
        kind: "unfinished",
        code: "journal-unreadable",
        params: { file: journal, version: 2 },
      };
      for (const abandon of [false, true])
        await expect(switcher.recover({ abandon })).rejects.toMatchObject(failure);
      expect(differences(before, await readTree(home))).toEqual([]);
      const elsewhere = await switcher.plan({ ...BETA, home: other });
      expect((await switcher.apply(elsewhere)).outcome).toBe("applied");
    }));
});

async function expectNotInHistory(root: string, id: string): Promise<void> {
  const switcher = switcherOn(root);
  for await (const entry of switcher.history()) expect(entry.id).not.toBe(id);
  await expect(switcher.plan({ undo: id })).rejects.toMatchObject({ kind: "usage", code: "no-operation" });
}
