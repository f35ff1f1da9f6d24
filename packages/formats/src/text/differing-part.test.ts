import fc from "fast-check";
import { expect, test } from "vitest";
import { applyHunks } from "./apply-hunks.ts";
import { differingPart } from "./differing-part.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

test("is what stands between an equal beginning and an equal end", () => {
  const { offset, before, after } = differingPart(bytes('model = "a"\nx\n'), bytes('model = "beta"\nx\n'));
  expect(offset).toBe(9);
  expect([before, after].map((side) => Buffer.from(side).toString())).toEqual(["", "bet"]);
});

test("any two contents: it makes one of the other, and no byte at its ends is the same", () => {
  const content = fc.string({ unit: fc.constantFrom("a", "b", "\n") }).map(bytes);
  fc.assert(
    fc.property(content, content, (one, other) => {
      const hunk = differingPart(one, other);
      expect(Buffer.compare(applyHunks(one, [hunk]), other)).toBe(0);
      if (hunk.before.length > 0 && hunk.after.length > 0) {
        expect(hunk.before[0]).not.toBe(hunk.after[0]);
        expect(hunk.before.at(-1)).not.toBe(hunk.after.at(-1));
      }
    }),
  );
});
