import type { Hunk } from "@zcf/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyHunks, growth, hunksMatch, invertHunks, keepsLength } from "./hunks.ts";

/** A content with sorted, disjoint hunks that match it. */
const contentWithHunks = fc
  .array(fc.record({ gap: bytes(), before: bytes(), after: bytes() }), { maxLength: 6 })
  .chain((parts) => bytes().map((tail) => build(parts, tail)));

function bytes() {
  return fc.uint8Array({ maxLength: 12 });
}

function build(
  parts: readonly { gap: Uint8Array; before: Uint8Array; after: Uint8Array }[],
  tail: Uint8Array,
) {
  const content: Uint8Array[] = [];
  const hunks: Hunk[] = [];
  let offset = 0;
  for (const { gap, before, after } of parts) {
    hunks.push({ offset: offset + gap.length, before, after });
    content.push(gap, before);
    offset += gap.length + before.length;
  }
  return { content: Buffer.concat([...content, tail]), hunks };
}

describe("hunks", () => {
  test("inverting takes every edit back, byte for byte", () => {
    fc.assert(
      fc.property(contentWithHunks, ({ content, hunks }) => {
        const after = applyHunks(content, hunks);
        const back = invertHunks(hunks);
        expect(hunksMatch(after, back)).toBe(true);
        expect(Buffer.compare(applyHunks(after, back), content)).toBe(0);
        expect(after.length - content.length).toBe(growth(hunks));
      }),
    );
  });

  test("a byte that differs is no match", () => {
    const hunks = [{ offset: 2, before: Buffer.from("cd"), after: Buffer.from("x") }];
    expect(hunksMatch(Buffer.from("abcdef"), hunks)).toBe(true);
    expect(hunksMatch(Buffer.from("abcxef"), hunks)).toBe(false);
    expect(hunksMatch(Buffer.from("abc"), hunks)).toBe(false);
  });

  test("only hunks of equal sides keep the length", () => {
    const hunk = { offset: 0, before: Buffer.from("ab"), after: Buffer.from("cd") };
    expect(keepsLength([hunk])).toBe(true);
    expect(keepsLength([hunk, { offset: 4, before: Buffer.from("a"), after: Buffer.from("") }])).toBe(false);
  });
});
