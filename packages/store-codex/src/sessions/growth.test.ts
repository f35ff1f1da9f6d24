import type { Hunk } from "@zcf/contract";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { planRestore } from "./plan-sessions.ts";
import { undoUnit } from "./testing/apply-unit.ts";
import { readRollout, type Segment, type Written } from "./testing/made-up-history.ts";
import { type MadeUpHome, planned, withHistory } from "./testing/made-up-home.ts";

const ids = fc.oneof(
  fc.constantFrom("alpha", "beta", "openai", "b", "a_much_longer_provider_id"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
);

const turns = fc.array(fc.record({ length: fc.nat(300), settings: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
});

const segment = fc.record({
  from: fc.option(
    fc.record({ segment: fc.nat(7), turn: fc.nat(3), how: fc.constantFrom("fork", "revert") }),
    { freq: 3 },
  ),
  provider: ids,
  turns,
  archived: fc.boolean(),
  compressed: fc.boolean(),
});

/** Every segment continues an earlier one or none; all segments of a thread begin with the same provider. */
const families: fc.Arbitrary<readonly Segment[]> = fc
  .array(segment, { minLength: 1, maxLength: 7 })
  .map((made) =>
    made.reduce<Segment[]>((before, { from, ...rest }, index) => {
      if (from === null || index === 0) return [...before, { ...rest, from: null }];
      const parent = from.segment % index;
      const provider = from.how === "revert" ? (before[parent]?.provider ?? rest.provider) : rest.provider;
      const how = from.how === "revert" ? "revert" : "fork";
      return [...before, { ...rest, provider, from: { ...from, how, segment: parent } }];
    }, []),
  );

/** The number of the line that begins at an offset; the end of the file counts as a line. */
function lineAt(bytes: Buffer, offset: unknown): number {
  const at = Number(offset);
  if (at > bytes.length || (at > 0 && bytes[at - 1] !== 10)) throw new Error(`${at} begins no line`);
  return bytes.subarray(0, at).filter((byte) => byte === 10).length;
}

const OFFSETS = ["rollout_byte_offset", "rollout_end_byte_offset", "next_rollout_byte_offset"];

/** Every stored offset as the line it points at: what must never change. */
async function pointers(home: MadeUpHome, written: readonly Written[]): Promise<readonly unknown[]> {
  const bytes = new Map<string, Buffer>();
  for (const { id, file: path } of written) bytes.set(id, await readRollout(path));
  const rows = home.rows().flatMap((row) => {
    const { thread_id: id, ...columns } = row as Readonly<Record<string, unknown>>;
    const content = bytes.get(String(id));
    if (content === undefined) return [];
    return OFFSETS.filter((name) => typeof columns[name] === "number").map((name) =>
      lineAt(content, columns[name]),
    );
  });
  const bases = [...bytes.values()].map((content) => {
    const [first = ""] = content.toString().split("\n");
    const { history_base: base } = (JSON.parse(first) as { payload: Record<string, never> }).payload;
    const { thread_id: id, end_byte_offset: end } = (base ?? {}) as Record<string, string>;
    return id === undefined ? null : lineAt(bytes.get(id) ?? Buffer.alloc(0), end);
  });
  return [rows, bases];
}

async function linesOf(written: readonly Written[]): Promise<readonly string[]> {
  const texts = await Promise.all(
    written.map(async ({ file: path }) => (await readRollout(path)).toString()),
  );
  return texts.flatMap((text) => text.split("\n"));
}

const isConversation = (line: string): boolean => line.includes('"response_item"');

/** What a line means, but for what zcf notes and where other files end. */
function meaning(line: string): unknown {
  if (line === "") return null;
  return JSON.parse(line, (key, value: unknown) =>
    key === "original_model_provider" || key === "end_byte_offset" ? undefined : value,
  );
}

async function providersOf(written: readonly Written[]): Promise<ReadonlySet<string>> {
  const lines = (await linesOf(written)).filter((line) => line !== "" && !isConversation(line));
  const found = lines.flatMap((line) => /"model_provider(?:_id)?":("(?:[^"\\]|\\.)*")/.exec(line)?.[1] ?? []);
  return new Set(found.map((token) => String(JSON.parse(token))));
}

test(
  "whatever the family and the way: offsets keep their lines, conversation its bytes, and restore gives all back",
  () =>
    fc.assert(
      fc.asyncProperty(families, fc.array(ids, { minLength: 1, maxLength: 4 }), async (segments, way) => {
        await withHistory(segments, async (home, written) => {
          const before = await linesOf(written);
          const points = await pointers(home, written);
          for (const provider of way) {
            await home.apply(await home.plan(provider));
            expect(await pointers(home, written)).toEqual(points);
            expect((await linesOf(written)).filter(isConversation)).toEqual(before.filter(isConversation));
            expect(await providersOf(written)).toEqual(new Set([provider]));
            expect(await home.plan(provider)).toEqual([]);
          }
          await home.apply(await planned(planRestore(home.store, home.view, { threads: null })));
          expect(await pointers(home, written)).toEqual(points);
          expect((await linesOf(written)).map(meaning)).toEqual(before.map(meaning));
        });
      }),
      { numRuns: 60 },
    ),
  60_000,
);

test(
  "taken back, every byte and every row is as it was",
  () =>
    fc.assert(
      fc.asyncProperty(families, ids, async (segments, provider) => {
        await withHistory(segments, async (home, written) => {
          const before = [await linesOf(written), home.rows()];
          const units = await home.apply(await home.plan(provider));
          for (const unit of units.toReversed()) await undoUnit(unit);
          expect([await linesOf(written), home.rows()]).toEqual(before);
        });
      }),
      { numRuns: 40 },
    ),
  60_000,
);

test(
  "grown once, ids of up to 30 bytes stay in place: no size and no offset changes again",
  () =>
    fc.assert(
      fc.asyncProperty(families, fc.array(ids, { maxLength: 3 }), async (segments, way) => {
        await withHistory(segments, async (home, written) => {
          await home.apply(await home.plan("x".repeat(30)));
          const sizes = async (): Promise<readonly number[]> =>
            Promise.all(written.map(async ({ file: path }) => (await readRollout(path)).length));
          const grown = await sizes();
          for (const provider of way.filter((id) => Buffer.byteLength(JSON.stringify(id)) <= 32)) {
            const units = await home.apply(await home.plan(provider));
            const replaced = units.filter(({ locks }) => locks.length > 0).flatMap(({ edits }) => edits);
            const plain = replaced.filter((edit) => edit.kind === "patch" && edit.encoding === undefined);
            expect(
              plain.flatMap((edit) => (edit.kind === "patch" ? edit.hunks : [])).every(keepsLength),
            ).toBe(true);
            expect(await sizes()).toEqual(grown);
          }
        });
      }),
      { numRuns: 25 },
    ),
  60_000,
);

function keepsLength({ before, after }: Hunk): boolean {
  return before.length === after.length;
}
