import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { applyHunks } from "@zcf/formats";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { outgrows, rewriteHunks } from "./rewrite.ts";
import { type SessionScan, scanRollout } from "./scan.ts";
import { message, meta, settings, threadId } from "./testing/session-lines.ts";

const ONE = threadId(1);

const ids = fc.oneof(
  fc.constantFrom("alpha", "beta", "openai", "b"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
);
const endings = fc.constantFrom("\n", "\r\n");

/** A line, and whether it may change. */
interface Line {
  readonly bytes: Buffer;
  readonly ours: boolean;
}

const line = (text: string, ours: boolean): Line => ({ bytes: Buffer.from(text), ours });

const lines: fc.Arbitrary<Line> = fc.oneof(
  ids.map((id) => line(meta(ONE, id), true)),
  ids.map((id) => line(meta(threadId(2), id), false)),
  ids.map((id) => line(settings(id, ONE), true)),
  ids.map((id) => line(settings(id), true)),
  fc.string({ unit: "binary" }).map((text) => line(message(text), false)),
  fc.string().map((text) => line(`{"type":"session_meta",${text.replaceAll(/[\r\n]/g, "")}`, false)),
  fc
    .uint8Array({ maxLength: 20 })
    .map((bytes) => ({ bytes: Buffer.from(bytes.filter((byte) => byte !== 10)), ours: false })),
);

const sessions = fc.record({
  first: ids,
  rest: fc.array(lines, { maxLength: 8 }),
  ending: endings,
  ended: fc.boolean(),
});

type Session = typeof sessions extends fc.Arbitrary<infer T> ? T : never;

function linesOf({ first, rest }: Session): readonly Line[] {
  return [line(meta(ONE, first), true), ...rest];
}

function bytesOf(session: Session): Buffer {
  const parts = linesOf(session).flatMap(({ bytes }) => [bytes, Buffer.from(session.ending)]);
  return Buffer.concat(session.ended ? parts : parts.slice(0, -1));
}

async function inFile<T>(
  use: (scan: (content: Uint8Array) => Promise<SessionScan>) => Promise<T>,
): Promise<T> {
  return withTemporaryDirectory(async (directory) => {
    const view = await viewOf({ roots: [directory] });
    return use(async (content) => {
      await writeFile(join(directory, "x"), content);
      const scan = await scanRollout(view, view.path(directory, "x"));
      if (scan.kind !== "session") throw new Error(JSON.stringify(scan));
      return scan;
    });
  });
}

/** `a` is what the ledger would say. */
function moved(content: Uint8Array, scan: SessionScan, provider: string): Uint8Array {
  return applyHunks(content, rewriteHunks(scan, { provider, original: "a" }));
}

test("only lines of the session change, and afterwards every one of them names the provider", () =>
  inFile((scan) =>
    fc.assert(
      fc.asyncProperty(sessions, ids, async (session, provider) => {
        const content = bytesOf(session);
        const after = moved(content, await scan(content), provider);
        const rescanned = await scan(after);
        expect(rescanned.slots.map(({ token }) => JSON.parse(token) as unknown)).toEqual(
          linesOf(session).flatMap(({ ours }) => (ours ? [provider] : [])),
        );
        expect(rewriteHunks(rescanned, { provider, original: null })).toEqual([]);
        const others = linesOf(session).map(({ bytes, ours }) => (ours ? "" : bytes.toString("latin1")));
        const split = Buffer.from(after).toString("latin1").split(session.ending);
        expect(
          split.slice(0, others.length).map((text, index) => (others[index] === "" ? "" : text)),
        ).toEqual(others);
      }),
    ),
  ));

test("what fits keeps every length, and a way round that fits ends in the bytes it began with", () =>
  inFile((scan) =>
    fc.assert(
      fc.asyncProperty(ids, fc.array(ids, { maxLength: 4 }), async (first, way) => {
        const content = Buffer.from(`${meta(ONE, first)}\n${message("x")}\n${settings(first, ONE)}`);
        let now: Uint8Array = content;
        for (const provider of [...way, first]) {
          const found = await scan(now);
          if (outgrows(found, provider)) continue;
          now = moved(now, found, provider);
          expect(now.length).toBe(content.length);
        }
        expect(Buffer.compare(now, content)).toBe(0);
      }),
    ),
  ));

test("after growth, every id of up to 30 bytes fits, and the original is noted once", () =>
  inFile((scan) =>
    fc.assert(
      fc.asyncProperty(fc.array(ids, { minLength: 1, maxLength: 4 }), async (way) => {
        let now: Uint8Array = Buffer.from(`${meta(ONE, "a")}\n`);
        for (const provider of way) now = moved(now, await scan(now), provider);
        const found = await scan(now);
        const grown = now.length > meta(ONE, "a").length + 1;
        expect(found.original).toBe(grown ? "a" : null);
        expect(outgrows(found, "x".repeat(30))).toBe(!grown);
      }),
    ),
  ));
