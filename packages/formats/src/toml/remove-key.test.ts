import { expect, test } from "vitest";
import { bytes, edited } from "../testing/text-edit.ts";
import { editToml } from "./edit-toml.ts";
import { removeKey } from "./remove-key.ts";
import { readToml } from "./toml-document.ts";

test.each([
  [
    "a line, with its comment and line ending",
    "[t]\r\na = 1 # c\r\nb = 2\r\n",
    ["t", "a"],
    "[t]\r\nb = 2\r\n",
  ],
  ["the last line, without one", "[t]\nb = 2\na = 1", ["t", "a"], "[t]\nb = 2\n"],
  ["the only one of a table, which stays", "[t]\na = 1\n", ["t", "a"], "[t]\n"],
  ["of the root", "a = 1\nb = 2\n", ["a"], "b = 2\n"],
  ["a dotted one", "t.a = 1\nt.b = 2\n", ["t", "a"], "t.b = 2\n"],
  ["the only dotted one, with what it made", "t.a = 1\nb = 2\n", ["t", "a"], "b = 2\n"],
  ["an item of an inline table", "t = { a = 1, b = 2 }\n", ["t", "a"], "t = { b = 2 }\n"],
  ["several lines long", '[t]\na = """\nx"""\nb = 2\n', ["t", "a"], "[t]\nb = 2\n"],
  ["a table of its own: nothing", "[t.a]\nb = 1\n", ["t", "a"], "[t.a]\nb = 1\n"],
  ["one of many tables: nothing", "[[t]]\na = 1\n", ["t", "a"], "[[t]]\na = 1\n"],
  ["missing: nothing", "[t]\nb = 1\n", ["t", "a"], "[t]\nb = 1\n"],
])("removeKey: %s", (_name, text, path, after) => {
  const result = edited(text, editToml(bytes(text), [removeKey(path)]));
  expect(result).toBe(after);
  expect(() => readToml(bytes(result))).not.toThrow();
});
