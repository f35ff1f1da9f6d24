import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { View } from "@zcf/contract";
import { expect, test } from "vitest";
import { listedProvider, type RolloutScan, type SessionScan, scanRollout } from "./scan.ts";
import { scanned } from "./scanned.ts";
import { file, message, meta, settings, threadId } from "./testing/session-lines.ts";

const ONE = threadId(1);
const OTHER = threadId(2);

async function scan(content: string | Uint8Array): Promise<RolloutScan> {
  return withTemporaryDirectory(async (directory) => {
    await writeFile(join(directory, "x.jsonl"), content);
    const view = await viewOf({ roots: [directory] });
    return scanRollout(view, view.path(directory, "x.jsonl"));
  });
}

async function scanSession(content: string | Uint8Array): Promise<SessionScan> {
  const found = await scan(content);
  if (found.kind !== "session") throw new Error(JSON.stringify(found));
  return found;
}

/** What stands at each slot, by line: proves the offsets. */
function slotsIn(content: string | Uint8Array, { slots }: SessionScan): readonly string[] {
  const bytes = Buffer.from(content);
  return slots.map(
    ({ offset, room, line }) => `${String(line)} ${bytes.toString("utf8", offset, offset + room)}`,
  );
}

test("finds every provider among mixed records, at its exact place", async () => {
  const content = file(
    meta(ONE, "alpha"),
    message("é"),
    settings("alpha", ONE),
    "",
    meta(ONE, "alpha"),
    message("x"),
    settings("beta"),
  );
  const found = await scanSession(content);
  expect(slotsIn(content, found)).toEqual(['1 "alpha"', '3 "alpha"', '5 "alpha"', '7 "beta"']);
  expect(found).toMatchObject({
    thread: ONE,
    history: "legacy",
    bases: [],
    size: Buffer.byteLength(content),
  });
  expect(listedProvider(found)).toBe("alpha");
});

test("a parent's session_meta in a fork is none of the fork's, its settings are", async () => {
  const content = file(meta(ONE, "alpha"), meta(OTHER, "alpha"), settings("alpha", OTHER));
  expect(slotsIn(content, await scanSession(content))).toEqual(['1 "alpha"', '3 "alpha"']);
});

test("CRLF, a missing last newline and bytes that are not UTF-8 do not disturb", async () => {
  const content = Buffer.concat([
    Buffer.from(`${meta(ONE, "alpha")}\r\n`),
    Buffer.from([0xff, 0xfe, 0x22, 0x0d, 0x0a]),
    Buffer.from(settings("alpha", ONE)),
  ]);
  expect(slotsIn(content, await scanSession(content))).toEqual(['1 "alpha"', '3 "alpha"']);
});

test("malformed lines are passed over", async () => {
  const content = file(meta(ONE, "alpha"), '{"type":"session_meta",', settings("alpha").slice(0, -3));
  expect(await scanSession(content)).toMatchObject({ slots: [{ line: 1 }] });
});

test("an empty file is empty", async () => {
  expect(await scan("")).toEqual({ kind: "empty" });
});

test.each([
  ["a blank line", file("", meta(ONE, "alpha"))],
  ["a message", file(message("x"), meta(ONE, "alpha"))],
  ["no JSON", file(meta(ONE, "alpha").slice(1))],
  ["a byte order mark", `\ufeff${file(meta(ONE, "alpha"))}`],
  ["no thread", file(meta(ONE, "alpha", { id: 7 }))],
])("%s in the first line is no session", async (_, content) => {
  expect(await scan(content)).toEqual({ kind: "unreadable", line: 1, bases: [] });
});

test("a provider named twice makes the file unreadable, and says where", async () => {
  const twice = settings("alpha", ONE).replace(
    '"model_provider_id"',
    '"model_provider_id":"x","model_provider_id"',
  );
  const found = await scan(file(meta(ONE, "alpha"), message("x"), twice));
  expect(found).toEqual({ kind: "unreadable", line: 3, bases: [] });
});

const BASE = { thread_id: OTHER, end_ordinal_exclusive: 1, end_byte_offset: 1234 };

test("what a file continues is told also where another line, or another member, cannot be relied on", async () => {
  const first = meta(ONE, "alpha", { history_base: BASE });
  const twice = first.replace('"cwd":', '"id":"x","cwd":');
  const bases = [{ segment: OTHER, offset: 0, end: { token: "1234" } }];
  expect(await scan(file(first, twice))).toMatchObject({ kind: "unreadable", line: 2, bases: [{}, {}] });
  expect(await scan(file(twice))).toMatchObject({ kind: "unreadable", line: 1, bases });
});

test.each([
  ["another member", { ...BASE, start_byte_offset: 1 }, [{ segment: OTHER, end: null }]],
  ["another kind of end", { ...BASE, end_byte_offset: "1234" }, [{ segment: OTHER, end: null }]],
  ["no segment", { end_byte_offset: 1234 }, null],
  ["another shape", [OTHER, 1234], null],
])("a pointer with %s is not known", async (_, base, bases) => {
  expect(await scan(file(meta(ONE, "alpha", { history_base: base })))).toMatchObject({
    kind: "session",
    bases,
  });
});

test("a session without a provider has no slot in its first line", async () => {
  const found = await scanSession(file(meta(ONE, undefined), settings("beta", ONE)));
  expect(found).toMatchObject({ slots: [{ line: 2 }] });
  expect(listedProvider(found)).toBeNull();
});

test("lines that straddle the chunks are read whole", async () => {
  const padding = (length: number): string => JSON.stringify("x".repeat(length - 2));
  for (const shift of [0, 1, 100, 200, 300, 400]) {
    const first = meta(ONE, "alpha");
    const content = file(
      first,
      padding((1 << 20) - first.length - 1 - shift),
      settings("alpha", ONE),
      padding(9),
    );
    expect(slotsIn(content, await scanSession(content)), String(shift)).toEqual(['1 "alpha"', '3 "alpha"']);
  }
});

test("a 64 MB line is passed without being held", async () => {
  await withTemporaryDirectory(async (directory) => {
    const path = join(directory, "x.jsonl");
    await writeFile(path, file(meta(ONE, "alpha")));
    await truncate(path, 64 << 20);
    await writeFile(path, `\n${settings("alpha", ONE)}`, { flag: "a" });
    const view = await viewOf({ roots: [directory] });
    let largest = 0;
    const counting: View = {
      ...view,
      read: (name, range) => {
        largest = Math.max(largest, range?.length ?? Number.POSITIVE_INFINITY);
        return view.read(name, range);
      },
    };
    const found = await scanRollout(counting, view.path(path));
    expect(found).toMatchObject({ kind: "session", slots: [{ line: 1 }, { line: 3 }] });
    expect(largest).toBeLessThanOrEqual(1 << 20);
  });
});

test("a second look at the same file reads nothing", async () => {
  await withTemporaryDirectory(async (directory) => {
    const path = join(directory, "x.jsonl");
    await writeFile(path, file(meta(ONE, "alpha")));
    const view = await viewOf({ roots: [directory] });
    let reads = 0;
    const counting: View = { ...view, read: (...args) => ((reads += 1), view.read(...args)) };
    const first = await scanned(counting, view.path(path));
    const before = reads;
    expect(await scanned(counting, view.path(path))).toEqual(first);
    expect(reads).toBe(before);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });
});
