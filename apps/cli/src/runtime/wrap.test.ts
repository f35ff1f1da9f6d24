import { expect, test } from "vitest";
import { createStyle } from "./style.ts";
import { fold, wrap } from "./wrap.ts";

test("breaks at spaces, never in a word", () => {
  expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(wrap("one", 9)).toEqual(["one"]);
  expect(wrap("", 9)).toEqual([""]);
  expect(wrap("a /a/very/long/path b", 9)).toEqual(["a", "/a/very/long/path", "b"]);
});

test("keeps spaces within a line, and those it begins with", () => {
  expect(wrap("  a  b   c d", 8, "    ")).toEqual(["  a  b", "    c d"]);
});

test("breaks between wide characters, but not before what closes", () => {
  expect(wrap("没有任何改动。下一步", 8)).toEqual(["没有任何", "改动。下", "一步"]);
  expect(wrap("没有任何。", 8)).toEqual(["没有任", "何。"]);
  expect(wrap("移到“beta”，完成", 12)).toEqual(["移到“beta”，", "完成"]);
});

test.each([
  ["then run zcf sessions sync.", ["then run", "zcf sessions sync."]],
  [
    "(in the background: codex app-server daemon stop), then",
    ["(in the background:", "codex app-server daemon stop),", "then"],
  ],
  ["run zcf sessions sync --home '/my home' --to b.", ["run", "zcf sessions sync --home '/my home' --to b."]],
  ["Run zcf switch beta to write it anew.", ["Run zcf switch beta", "to write it anew."]],
  [
    "take it back: zcf undo 20261123T062412345Z-48ce5821 or not",
    ["take it back:", "zcf undo 20261123T062412345Z-48ce5821", "or not"],
  ],
  ["Use zcf provider edit x --key-stdin.", ["Use", "zcf provider edit x --key-stdin."]],
  ["Codex and zcf are here, zcf list too", ["Codex and zcf are", "here, zcf list too"]],
])("what is to be typed is not broken: %s", (text, lines) => {
  expect(wrap(text, 20)).toEqual(lines);
});

test("colours take no room", () => {
  const { bad } = createStyle(true);
  expect(wrap(`${bad("Error: ")}one two`, 14)).toHaveLength(1);
});

test("a folded line goes on two columns to the right of where it begins", () => {
  expect(fold("  Next: one two three", 12)).toBe("  Next: one\n    two\n    three");
  expect(fold("  Next: one two three", null)).toBe("  Next: one two three");
  expect(fold("", 80)).toBe("");
});
