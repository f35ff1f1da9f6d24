import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { createJournal, journalFile } from "../journal/journal.ts";
import type { JournalRecord } from "../journal/record.ts";
import { type StateLayout, stateLayout } from "../state/layout.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { previousTarget, readHistory, type Unreadable } from "./history.ts";

const HOME = "/home/x/.toy";

function beginOf(id: string): JournalRecord {
  return {
    type: "begin",
    v: 1,
    id,
    time: "2026-11-23T00:00:00.000Z",
    purpose: { goal: "switch" },
    stores: [{ adapter: "toy", home: HOME, from: `before ${id}`, to: id }],
    backup: "selective",
    keeps: "all",
    ledger: [[]],
  };
}

const END: JournalRecord = {
  type: "end",
  outcome: { state: "committed", applied: 0, skipped: 0, edits: { config: 1 } },
  skipped: [],
};

/** Three operations that are over, 1 to 3; what becomes of the second, `use` is told. */
async function withThree(use: (disk: Disk, layout: StateLayout, second: string) => Promise<void>) {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const layout = stateLayout(root);
    for (const id of ["1", "2", "3"]) {
      const journal = await createJournal(disk, join(layout.done, id), beginOf(id));
      await journal.write({ type: "required", steps: [], locks: [] });
      await journal.write(END);
    }
    await use(disk, layout, join(layout.done, "2"));
  });
}

async function idsOf(disk: Disk, layout: StateLayout, unreadable?: Unreadable): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of readHistory(disk, layout, unreadable)) ids.push(id);
  return ids;
}

describe("the history", () => {
  test("has the newest first, each as its record says", () =>
    withThree(async (disk, layout) => {
      expect(await idsOf(disk, layout)).toEqual(["3", "2", "1"]);
      for await (const entry of readHistory(disk, layout))
        expect(entry).toMatchObject({
          purpose: { goal: "switch" },
          backup: "selective",
          outcome: END.outcome,
        });
      expect(await previousTarget(disk, layout, "toy", HOME)).toBe("before 3");
    }));

  const damages: readonly (readonly [string, (folder: string) => Promise<void>])[] = [
    ["without an end", (folder) => writeFile(journalFile(folder), JSON.stringify(beginOf("2")))],
    ["without a begin", (folder) => writeFile(journalFile(folder), JSON.stringify(END))],
    ["that is empty", (folder) => writeFile(journalFile(folder), "")],
    ["that is torn", (folder) => writeFile(journalFile(folder), '{"type":"beg')],
    ["that says something else", (folder) => writeFile(journalFile(folder), '{"type":"begin","v":1}\n')],
    ["with more behind its end", (folder) => appendFile(journalFile(folder), '\n{"type":"x"}\n')],
  ];

  test.each(damages)("leaves out a record %s", (_, damage) =>
    withThree(async (disk, layout, folder) => {
      await damage(folder);
      for (const unreadable of ["skip", "throw"] as const)
        expect(await idsOf(disk, layout, unreadable)).toEqual(["3", "1"]);
    }),
  );

  test("leaves out what is no folder, and a folder without a journal", () =>
    withThree(async (disk, layout) => {
      await writeFile(join(layout.done, ".DS_Store"), "");
      await mkdir(join(layout.done, "4"));
      await mkdir(join(layout.done, "5/journal.ndjson"), { recursive: true });
      for (const unreadable of ["skip", "throw"] as const)
        expect(await idsOf(disk, layout, unreadable)).toEqual(["3", "2", "1"]);
    }));

  test("does not pass over the record of a newer zcf where the newest operation is asked for", () =>
    withThree(async (disk, layout, folder) => {
      const text = await readFile(journalFile(folder), "utf8");
      await writeFile(journalFile(folder), text.replace('"v":1', '"v":2'));
      expect(await idsOf(disk, layout)).toEqual(["3", "1"]);
      await expect(idsOf(disk, layout, "throw")).rejects.toMatchObject({
        kind: "environment",
        code: "journal-unreadable",
        disk: "untouched",
        params: { file: journalFile(folder), version: 2 },
      });
    }));

  test("does not pass over what the system does not let us read, either", () =>
    withThree(async (real, layout, folder) => {
      const refused = Object.assign(new Error("EACCES"), { code: "EACCES" });
      const read: Disk["read"] = async (path, range) => {
        if (path.startsWith(folder)) throw refused;
        return real.read(path, range);
      };
      expect(await idsOf({ ...real, read }, layout)).toEqual(["3", "1"]);
      await expect(idsOf({ ...real, read }, layout, "throw")).rejects.toBe(refused);
    }));

  test("finds the ends of a record whatever their length, and does not read what is between them", () =>
    withThree(async (real, layout, folder) => {
      const long = "x".repeat(100_000);
      const middle = `{"type":"batch-done","number":1,"applied":["${long.repeat(40)}"]}`;
      const begin = { ...beginOf("2"), backup: long };
      const skipped = [{ kind: "skipped", id: long, group: "g", code: "c", params: {} }];
      const lines = [begin, { ...END, skipped }].map((record) => JSON.stringify(record));
      await writeFile(journalFile(folder), `\n${lines[0]}\n\n${middle}\n\n${lines[1]}\n`);
      const reads: number[] = [];
      const read: Disk["read"] = async (path, range) => {
        const found = await real.read(path, range);
        if (path.startsWith(folder)) reads.push(found.length);
        return found;
      };
      expect(await idsOf({ ...real, read }, layout)).toEqual(["3", "2", "1"]);
      expect(reads.reduce((sum, one) => sum + one)).toBeLessThan(1_000_000);
    }));
});
