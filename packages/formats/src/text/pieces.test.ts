import fc from "fast-check";
import { expect, test } from "vitest";
import { bytes, edited, shown } from "../testing/text-edit.ts";
import { hunksOf, piecesOf, spliceAll, textOf } from "./pieces.ts";
import { decode } from "./source.ts";

test("two rounds of splices become hunks of the original", () => {
  const source = decode(bytes("one two three"), "toml");
  const once = spliceAll(piecesOf(source.text), [
    { start: 0, end: 3, text: "1" },
    { start: 8, end: 8, text: "and " },
  ]);
  const twice = spliceAll(once, [{ start: 6, end: 9, text: "&" }]);
  expect(textOf(twice)).toBe("1 two & three");
  expect(shown(hunksOf(source, twice))).toEqual([
    [0, "one", "1"],
    [8, "", "& "],
  ]);
});

test("what was changed back is no hunk", () => {
  const source = decode(bytes("abc"), "toml");
  const there = spliceAll(piecesOf(source.text), [{ start: 1, end: 2, text: "x" }]);
  const back = spliceAll(there, [{ start: 1, end: 2, text: "b" }]);
  expect(hunksOf(source, back)).toEqual([]);
});

test("any sequence of splices: the hunks are sorted, disjoint and yield the edited text", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "\n", "世") });
  const splice = fc.record({ start: fc.nat(), length: fc.nat(4), text });
  fc.assert(
    fc.property(text, fc.boolean(), fc.array(splice, { maxLength: 6 }), (original, bom, splices) => {
      const file = (bom ? "\uFEFF" : "") + original;
      const source = decode(bytes(file), "toml");
      const pieces = splices.reduce((so_far, { start, length, text: replacement }) => {
        const size = textOf(so_far).length;
        const from = start % (size + 1);
        return spliceAll(so_far, [{ start: from, end: Math.min(size, from + length), text: replacement }]);
      }, piecesOf(source.text));
      expect(edited(file, hunksOf(source, pieces))).toBe((bom ? "\uFEFF" : "") + textOf(pieces));
    }),
  );
});
