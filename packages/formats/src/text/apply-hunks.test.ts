import { expect, test } from "vitest";
import { bytes, edited } from "../testing/text-edit.ts";
import { applyHunks } from "./apply-hunks.ts";

test("replaces, inserts and removes", () => {
  const hunks = [
    { offset: 0, before: bytes("a"), after: bytes("") },
    { offset: 2, before: bytes(""), after: bytes("+") },
    { offset: 3, before: bytes("d"), after: bytes("DD") },
  ];
  expect(edited("abcde", hunks)).toBe("b+cDDe");
});

test.each([
  ["another byte stands there", [{ offset: 0, before: bytes("b"), after: bytes("") }]],
  ["it reaches past the end", [{ offset: 2, before: bytes("cd"), after: bytes("") }]],
  [
    "two overlap",
    [
      { offset: 0, before: bytes("ab"), after: bytes("") },
      { offset: 1, before: bytes("b"), after: bytes("") },
    ],
  ],
])("refuses when %s", (_name, hunks) => {
  expect(() => applyHunks(bytes("abc"), hunks)).toThrow(RangeError);
});
