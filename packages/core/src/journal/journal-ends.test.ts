import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { createJournal, journalFile } from "./journal.ts";
import { readJournalEnds } from "./journal-ends.ts";
import type { JournalRecord } from "./record.ts";

const BEGIN: JournalRecord = {
  type: "begin",
  v: 1,
  id: "one",
  time: "2026-11-23T00:00:00.000Z",
  purpose: { goal: "switch" },
  stores: [{ adapter: "toy", home: "/home", from: "a", to: "b" }],
  backup: "selective",
  keeps: "all",
  ledger: [],
};

function endOf(skipped: number): JournalRecord {
  const items = Array.from({ length: skipped }, (_, index) => {
    return { kind: "skipped", id: `unit-${index}`, group: "notes", code: "held", params: {} } as const;
  });
  return { type: "end", outcome: { state: "committed", applied: 3, skipped, edits: {} }, skipped: items };
}

/** A journal with so many bytes in between, and what was read of it. */
async function readEnds(between: number, skipped: number, tail = "") {
  return inDirectory(async (root) => {
    const disk = await nodeDisk();
    const directory = join(root, "one");
    const journal = await createJournal(disk, directory, BEGIN);
    const applied = ["x".repeat(between)];
    await journal.write({ type: "batch-done", number: 0, applied });
    await journal.write(endOf(skipped));
    if (tail !== "") await writeFile(journalFile(directory), tail, { flag: "a" });
    let read = 0;
    const counting = {
      ...disk,
      read: async (...[path, range]: Parameters<typeof disk.read>) => {
        const content = await disk.read(path, range);
        read += content.length;
        return content;
      },
    };
    const { size } = await stat(journalFile(directory));
    return { ends: await readJournalEnds(counting, directory, size), read, size };
  });
}

test("begin and end are found without what is in between", async () => {
  const { ends, read, size } = await readEnds(5_000_000, 1);
  expect(ends?.begin).toEqual(BEGIN);
  expect(ends?.end).toEqual(endOf(1));
  expect([size > 5_000_000, read <= 8192]).toEqual([true, true]);
});

test("also where one of them is long, and where a torn line follows", async () => {
  expect((await readEnds(10, 5000)).ends?.end.skipped).toHaveLength(5000);
  expect((await readEnds(100_000, 500, '\n{"type":"en')).ends?.end.skipped).toHaveLength(500);
});

test("a journal without an end has none", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const directory = join(root, "one");
    await createJournal(disk, directory, BEGIN);
    const { size } = await stat(journalFile(directory));
    expect(await readJournalEnds(disk, directory, size)).toBeNull();
  });
});
