import { appendFile, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "@zcf/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { digest } from "../bytes/digest.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { BEGIN } from "../testing/begin-record.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { decode, encode } from "./codec.ts";
import { createJournal } from "./journal.ts";
import { readJournal } from "./read-journal.ts";
import type { FileStep } from "./step.ts";

const CANARY = "sk-canary-1234567890";

function step(sensitive: boolean): FileStep {
  const after = Buffer.from(CANARY);
  return {
    store: 0,
    group: "auth",
    mechanism: "replace",
    file: "/home/auth.json",
    target: "/home/auth.json",
    staged: null,
    attributes: { mode: 0o600, uid: 0, gid: 0, atimeNs: 1n, mtimeNs: 1_763_856_000_123_456_789n },
    ino: null,
    size: 0,
    before: null,
    after: digest(after),
    whole: true,
    keepTimes: false,
    sensitive,
    mode: null,
    hunks: [{ offset: 0, before: new Uint8Array(), after: new Uint8Array(after) }],
  };
}

test("records keep bytes and large integers", () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      fc.string(),
      fc.integer(),
      fc.bigInt(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      tie("list"),
      tie("record"),
    ),
    list: fc.array(tie("any"), { maxLength: 4 }),
    record: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie("any"), { maxKeys: 4 }),
  })).any;
  fc.assert(
    fc.property(value, (one) => {
      const text = encode(one);
      expect(decode(JSON.parse(text) as Json)).toEqual(normal(one));
    }),
  );
});

/** JSON has no -0, and a dictionary of fast-check has no prototype. */
function normal(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(normal);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normal(inner)]));
}

test("a sensitive side is in the sealed file alone, readable by its owner alone, and gone when unsealed", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const journal = await createJournal(disk, join(root, "op"), BEGIN);
    await journal.write({ type: "required", steps: [step(true)], locks: [] });
    const encoded = Buffer.from(CANARY).toString("base64");
    expect(await readFile(join(root, "op/journal.ndjson"), "utf8")).not.toContain(encoded);
    expect(await readFile(join(root, "op/sealed.json"), "utf8")).toContain(encoded);
    expect((await stat(join(root, "op/sealed.json"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(root, "op"))).mode & 0o777).toBe(0o700);
    expect(await readJournal(disk, join(root, "op"))).toEqual([
      BEGIN,
      { type: "required", steps: [step(true)], locks: [] },
    ]);
    await journal.unseal();
    const [, record] = await readJournal(disk, join(root, "op"));
    expect(record).toEqual({ type: "required", steps: [{ ...step(true), hunks: [] }], locks: [] });
  });
});

test("what was torn off the end is no record", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const journal = await createJournal(disk, join(root, "op"), BEGIN);
    await journal.write({ type: "committed" });
    await appendFile(join(root, "op/journal.ndjson"), '{"type":"batch","numb');
    expect(await readJournal(disk, join(root, "op"))).toEqual([BEGIN, { type: "committed" }]);
  });
});

test("an operation that ends while we look at it has no sealed sides, and no journal", async () => {
  await inDirectory(async (root) => {
    const real = await nodeDisk();
    const directory = join(root, "op");
    const journal = await createJournal(real, directory, BEGIN);
    await journal.write({ type: "required", steps: [step(true)], locks: [] });
    const goneAtRead = (name: string) => ({
      ...real,
      read: async (path: string) => real.read(path.endsWith(name) ? `${path}.gone` : path),
    });
    const records = await readJournal(goneAtRead("sealed.json"), directory);
    expect(records).toMatchObject([{ type: "begin" }, { type: "required", steps: [{ hunks: [] }] }]);
    expect(await readJournal(goneAtRead("journal.ndjson"), directory)).toEqual([]);
  });
});
