import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { isInOrder } from "./check-order.ts";
import { encode } from "./codec.ts";
import { createJournal } from "./journal.ts";
import { readJournal } from "./read-journal.ts";
import type { JournalRecord } from "./record.ts";

const BEGIN: JournalRecord = {
  type: "begin",
  v: 1,
  id: "1",
  time: "2026-11-23T00:00:00.000Z",
  purpose: { goal: "switch" },
  stores: [{ adapter: "toy", home: "/home", from: "alpha", to: null }],
  backup: "selective",
  keeps: "all",
  ledger: [[{ key: "k", before: null, after: 1 }]],
};

const FILE = {
  store: 0,
  group: "notes",
  mechanism: "place",
  file: "/home/n",
  target: "/home/n",
  staged: null,
  attributes: { mode: 0o600, uid: 0, gid: 0, atimeNs: 1n, mtimeNs: 1n },
  ino: 5n,
  size: 4,
  before: null,
  after: null,
  whole: false,
  keepTimes: true,
  sensitive: false,
  mode: null,
  hunks: [{ offset: 0, before: new Uint8Array([1]), after: new Uint8Array([2]) }],
} as const;

const BATCH: JournalRecord = {
  type: "batch",
  number: 1,
  store: 0,
  units: [
    {
      id: "n",
      group: "notes",
      files: [FILE],
      rows: [{ database: "/home/d", table: "t", changes: [{ key: { id: "n" }, before: {}, after: {} }] }],
      locks: [],
    },
  ],
};

const WHOLE: readonly JournalRecord[] = [
  BEGIN,
  { type: "required", steps: [FILE], locks: [] },
  { type: "staged" },
  { type: "committed" },
  BATCH,
  { type: "batch-staged", number: 1 },
  { type: "batch-done", number: 1, applied: ["n"] },
  { type: "end", outcome: { state: "committed", applied: 1, skipped: 0, edits: { notes: 1 } }, skipped: [] },
];

/** What is read of a journal with these lines behind its `begin`. */
async function readLines(lines: readonly string[]): Promise<readonly JournalRecord[]> {
  return inDirectory(async (root) => {
    const disk = await nodeDisk();
    await createJournal(disk, join(root, "op"), BEGIN);
    await appendFile(join(root, "op/journal.ndjson"), lines.map((line) => `\n${line}\n`).join(""));
    return readJournal(disk, join(root, "op"));
  });
}

describe("a record", () => {
  test("of each kind is read as it was written, fields that are not known with it", async () => {
    const [, ...behind] = WHOLE.map((record) => ({ ...record, more: { later: true } }));
    expect(await readLines(behind.map((record) => encode(record)))).toEqual([BEGIN, ...behind]);
  });

  test.each([
    ["null", "null"],
    ["a list", "[]"],
    ["a number", "7"],
    ["of an unknown kind", '{"type":"later"}'],
    ["of a name that every object has", '{"type":"constructor"}'],
    ["without its list", '{"type":"batch","number":1,"store":0}'],
    ["with a step that is none", '{"type":"required","locks":[],"steps":[{"file":"/x"}]}'],
    ["with an outcome that is none", '{"type":"end","outcome":{"state":"fine"},"skipped":[]}'],
    ["with a number that is none", '{"type":"batch-done","number":{"$int":"x"},"applied":[]}'],
    ["with an offset below the file", encode({ ...BATCH, number: -1 })],
  ])("that is %s is not taken for one", async (_, line) => {
    await expect(readLines([line])).rejects.toMatchObject({
      code: "journal-unreadable",
    });
  });

  test.each(["begin", "batch", "later"])("of a newer zcf (%s) is refused with its format", async (type) => {
    const line = encode({ ...BEGIN, type, v: 3 });
    await expect(readLines([line])).rejects.toMatchObject({
      code: "journal-unreadable",
      params: { version: 3 },
    });
  });

  test("that was torn is none, also before others", async () => {
    const lines = WHOLE.slice(1).map((record) => encode(record));
    const torn = lines.flatMap((line) => [line.slice(0, line.length >> 1), line]);
    expect(await readLines(torn)).toEqual(WHOLE);
  });
});

test("sealed sides of a newer zcf are not misread, and those of another record are not used", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const directory = join(root, "op");
    const journal = await createJournal(disk, directory, BEGIN);
    await journal.write({ type: "required", steps: [{ ...FILE, sensitive: true }], locks: [] });
    const sealed = join(directory, "sealed.json");
    const text = await readFile(sealed, "utf8");
    await writeFile(sealed, text.replace('"v":1', '"v":2'));
    await expect(readJournal(disk, directory)).rejects.toMatchObject({
      params: { file: sealed, version: 2 },
    });
    await writeFile(sealed, text.replace('"steps":[', '"steps":[{},'));
    expect(await readJournal(disk, directory)).toMatchObject([{}, { steps: [{ hunks: [] }] }]);
  });
});

test("what is no directory has no journal", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    await writeFile(join(root, "file"), "");
    await mkdir(join(root, "empty"));
    expect(await readJournal(disk, join(root, "file"))).toEqual([]);
    expect(await readJournal(disk, join(root, "empty"))).toEqual([]);
  });
});

describe("the order of records", () => {
  test("is one in which they can have been written", () => {
    for (let length = 0; length <= WHOLE.length; length += 1)
      expect(isInOrder(WHOLE.slice(0, length))).toBe(true);
    const rolledBack = WHOLE.filter(({ type }) => ["begin", "required", "staged", "end"].includes(type));
    expect(isInOrder(rolledBack)).toBe(true);
  });

  test.each(["begin", "required", "committed", "batch"])("tells that `%s` was lost", (lost) => {
    expect(isInOrder(WHOLE.filter(({ type }) => type !== lost))).toBe(false);
  });
});

test("a record longer than what is read at once, and those behind it", () =>
  inDirectory(async (root) => {
    const disk = await nodeDisk();
    const directory = join(root, "1");
    const journal = await createJournal(disk, directory, BEGIN);
    const before = new Uint8Array(20 * 2 ** 20).fill(7);
    const step = { ...FILE, hunks: [{ offset: 0, before, after: new Uint8Array([2]) }] };
    await journal.write({ type: "required", steps: [step], locks: [] });
    await journal.write({ type: "staged" });
    const records = await readJournal(disk, directory);
    expect(records.map(({ type }) => type)).toEqual(["begin", "required", "staged"]);
    const [found] = records.find((record) => record.type === "required")?.steps ?? [];
    expect(Buffer.compare(found?.hunks[0]?.before ?? new Uint8Array(), before)).toBe(0);
  }));
