import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytes, edited, shown } from "../testing/text-edit.ts";
import { FormatError } from "../text/format-error.ts";
import { editJson, type JsonChange } from "./edit-json.ts";
import { withJson, withoutJson } from "./json-data.ts";
import { readJson } from "./json-document.ts";
import { removeJson } from "./remove-json.ts";
import { setJson } from "./set-json.ts";

function after(text: string, ...changes: readonly JsonChange[]): string {
  return edited(text, editJson(bytes(text), changes));
}

test("replaces just the value token", () => {
  const text = '{ "é" : [1,2],\r\n\t"k" : "old" }';
  expect(shown(editJson(bytes(text), [setJson(["k"], "nü")]))).toEqual([[24, '"old"', '"nü"']]);
});

describe("setJson", () => {
  test.each([
    ["equal value", '{"a":"x"}', ["a"], "x", '{"a":"x"}'],
    ["null to string", '{ "a": null }', ["a"], "x", '{ "a": "x" }'],
    ["nested", '{"a":{"b":1}}', ["a", "b"], 2, '{"a":{"b":2}}'],
    ["as its neighbour, lines", '{\n  "a": 1\n}', ["b"], "x", '{\n  "a": 1,\n  "b": "x"\n}'],
    [
      "as its neighbour, tabs and CRLF",
      '{\r\n\t"a" : 1\r\n}',
      ["b"],
      "x",
      '{\r\n\t"a" : 1,\r\n\t"b" : "x"\r\n}',
    ],
    ["as its neighbour, compact", '{"a":1,"c":2}', ["b"], "x", '{"a":1,"c":2,"b":"x"}'],
    ["as its neighbour, one line", '{ "a": 1, "c": 2 }', ["b"], "x", '{ "a": 1, "c": 2, "b": "x" }'],
    ["in an empty object", "{}", ["b"], "x", '{"b": "x"}'],
    ["in an empty object with lines", "{\n}\n", ["b"], "x", '{\n  "b": "x"\n}\n'],
    [
      "in a nested empty object",
      '{\n    "a": {}\n}',
      ["a", "b"],
      1,
      '{\n    "a": {\n        "b": 1\n    }\n}',
    ],
    ["objects on the way", '{\n  "a": 1\n}\n', ["e", "f"], 1, '{\n  "a": 1,\n  "e": {\n    "f": 1\n  }\n}\n'],
    ["a byte order mark stays", '\uFEFF{"a":1}', ["a"], 2, '\uFEFF{"a":2}'],
  ])("%s", (_name, text, path, value, expected) => {
    expect(after(text, setJson(path, value))).toBe(expected);
  });

  test.each([["[1]"], ["3"], ['{"a":[1]}'], ['{"a":null}']])(
    "%s: what is no object is not replaced by one",
    (text) => {
      expect(() => editJson(bytes(text), [setJson(["a", "b"], 1)])).toThrow(FormatError);
    },
  );
});

describe("removeJson", () => {
  test.each([
    ["the first", '{\n  "a": 1,\n  "b": 2\n}', ["a"], '{\n  "b": 2\n}'],
    ["the last", '{\n  "a": 1,\n  "b": 2\n}', ["b"], '{\n  "a": 1\n}'],
    ["the middle", '{"a":1,"b":2,"c":3}', ["b"], '{"a":1,"c":3}'],
    ["the only one", '{\n  "a": 1\n}\n', ["a"], "{}\n"],
    ["a nested one", '{"a":{"b":1, "c":2}}', ["a", "c"], '{"a":{"b":1}}'],
    ["a missing one", '{"a":1}', ["b"], '{"a":1}'],
    ["below what is no object", '{"a":1}', ["a", "b"], '{"a":1}'],
  ])("%s", (_name, text, path, expected) => {
    expect(after(text, removeJson(path))).toBe(expected);
  });

  test("both of two neighbours", () => {
    expect(after('{"a":1, "b":2, "c":3}', removeJson(["b"]), removeJson(["c"]))).toBe('{"a":1}');
  });
});

test("any object, any layout: the data is as announced, and removing what was added gives the original bytes", () => {
  const key = fc.constantFrom("a", "b", "é", "__proto__", "");
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.string()),
    fc.dictionary(key, fc.boolean()),
  );
  const object = fc.dictionary(key, value, { minKeys: 1 });
  const indent = fc.constantFrom(undefined, 2, "\t");
  fc.assert(
    fc.property(object, indent, value, (data, spaces, added) => {
      const text = JSON.stringify(data, null, spaces);
      const parsed = readJson(bytes(text)).data;
      const there = after(text, setJson(["new"], added));
      expect(readJson(bytes(there)).data).toEqual(withJson(parsed, ["new"], added));
      expect(after(there, removeJson(["new"]))).toBe(text);
      const [first = ""] = Object.keys(data);
      expect(readJson(bytes(after(text, removeJson([first])))).data).toEqual(withoutJson(parsed, [first]));
    }),
  );
});
