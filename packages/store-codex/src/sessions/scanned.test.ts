import { appendFile, readFile, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { FilePath, View } from "@zcf/contract";
import { nodeDisk } from "@zcf/core";
import { applyHunks } from "@zcf/formats";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { outgrows, rewriteHunks } from "./rewrite.ts";
import { scanRollout } from "./scan.ts";
import { scanned } from "./scanned.ts";
import { file, message, meta, settings, threadId } from "./testing/session-lines.ts";

const ONE = threadId(1);
const BASE = { thread_id: threadId(2), end_ordinal_exclusive: 1, end_byte_offset: 1234 };

/** What happens to a session file between two looks. */
type Event = (path: string, view: View) => Promise<void>;

/** As core writes it: over the same bytes, the time put back. */
const moveTo =
  (provider: string): Event =>
  async (path, view) => {
    const scan = await scanRollout(view, view.path(path));
    if (scan.kind !== "session" || outgrows(scan, provider)) return;
    const disk = await nodeDisk();
    const times = await disk.attributes(path);
    await writeFile(path, applyHunks(await readFile(path), rewriteHunks(scan, { provider, original: null })));
    if (times !== null) await utimes(path, seconds(times.atimeNs), seconds(times.mtimeNs));
  };

/** To the microsecond, as core puts them back. */
function seconds(ns: bigint): number {
  return (Number(ns / 1000n) + 0.5) / 1e6;
}

const append =
  (text: string): Event =>
  async (path) =>
    appendFile(path, text);

const replaceWith =
  (text: string): Event =>
  async (path) =>
    writeFile(path, text);

/** Cut off after so many lines, and others written instead, to more bytes than there were. */
const regrow =
  (lines: number): Event =>
  async (path) => {
    const text = await readFile(path, "utf8");
    const kept = text.split("\n").slice(0, lines).join("\n");
    await truncate(path, Buffer.byteLength(kept));
    await appendFile(
      path,
      `\n${file(settings("alpha", ONE), message(`${text.length}`.padEnd(text.length, "z")))}`,
    );
  };

/** Over the same inode, by another program, most often in the first line. */
const rewrite =
  (what: string, instead: string): Event =>
  async (path) =>
    writeFile(path, (await readFile(path, "utf8")).replace(what, instead));

const MOVED = rewrite(
  '"model_provider":"alpha"',
  '"original_model_provider":"alpha","model_provider":"gamma"',
);

const LINES = [
  file(message("x")),
  file(settings("alpha", ONE)),
  message("an unfinished line"),
  settings("alpha", ONE),
  "\n",
  file(meta(ONE, "alpha")),
  file(meta(ONE, "alpha", { history_base: BASE })),
  '{"type":"session_meta","payload":{"id":1,"id":2}}\n',
  '{"encrypted_content":"sealed"}\n',
];

const events = fc.oneof(
  fc.constantFrom("beta", "b", "alpha").map(moveTo),
  fc.constantFrom(...LINES).map(append),
  fc.nat(3).map(regrow),
  fc.constantFrom(
    MOVED,
    rewrite('"cwd":"/tmp"', '"cwd":"/tmq"'),
    rewrite('"payload":{', '"payload":{"history_mode":"x",'),
  ),
  fc.constantFrom(file(meta(ONE, "gamma")), file("nothing"), "").map(replaceWith),
);

async function inFile(content: string, use: (path: FilePath, view: View) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const view = await viewOf({ roots: [directory] });
    const path = view.path(join(directory, "x.jsonl"));
    await writeFile(path, content);
    await use(path, view);
  });
}

test("whatever happens to a file in between, what is remembered of it gives what a whole scan gives", () =>
  fc.assert(
    fc.asyncProperty(fc.array(events, { maxLength: 8 }), async (way) => {
      await inFile(
        file(meta(ONE, "alpha", { history_base: BASE }), settings("alpha")),
        async (path, view) => {
          for (const event of [async () => {}, ...way]) {
            await event(path, view);
            expect(await scanned(view, path)).toEqual(await scanRollout(view, path));
          }
        },
      );
    }),
    { numRuns: 150 },
  ));

/** How many bytes a look reads. */
async function bytesRead(view: View, look: (view: View) => Promise<unknown>): Promise<number> {
  let bytes = 0;
  await look({
    ...view,
    read: async (path, range) => {
      const content = await view.read(path, range);
      bytes += content.length;
      return content;
    },
  });
  return bytes;
}

test("after a switch only the first line, the places and the end are read again, after a turn what was appended besides", () =>
  inFile(
    file(meta(ONE, "alpha"), message("x".repeat(1 << 20)), settings("alpha", ONE)),
    async (path, view) => {
      const few = meta(ONE, "alpha").length + 2000;
      // From here on the time that is put back is the same to the nanosecond.
      await moveTo("b")(path, view);
      await scanned(view, path);
      await moveTo("beta")(path, view);
      expect(await bytesRead(view, (counting) => scanned(counting, path))).toBeLessThan(few);
      await append(file(message("y")))(path, view);
      expect(await bytesRead(view, (counting) => scanned(counting, path))).toBeLessThan(few + 1000);
      expect(await bytesRead(view, (counting) => scanned(counting, path))).toBe(0);
    },
  ));

test.each([
  ["cut off and grown again", regrow(1)],
  ["rewritten in place", MOVED],
])("a file that was %s is scanned anew", (_, event) =>
  inFile(
    file(meta(ONE, "alpha"), message("a".repeat(3000)), message("b".repeat(3000))),
    async (path, view) => {
      await scanned(view, path);
      await event(path, view);
      expect(await scanned(view, path)).toEqual(await scanRollout(view, path));
    },
  ),
);
