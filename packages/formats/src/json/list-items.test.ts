import type { Json } from "@zcf/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytes, edited } from "../testing/text-edit.ts";
import { editJson, type JsonChange } from "./edit-json.ts";
import { jsonAt } from "./json-data.ts";
import { readJson } from "./json-document.ts";
import { addToList, removeFromList } from "./list-items.ts";

function after(text: string, ...changes: readonly JsonChange[]): string {
  return edited(text, editJson(bytes(text), changes));
}

describe("addToList", () => {
  test.each([
    ["on one line", '{"a":["x"]}', '{"a":["x","n"]}'],
    ["as its neighbour", '{"a": [ "x", "y" ]}', '{"a": [ "x", "y", "n" ]}'],
    ["on lines", '{\r\n  "a": [\r\n    "x"\r\n  ]\r\n}', '{\r\n  "a": [\r\n    "x",\r\n    "n"\r\n  ]\r\n}'],
    ["to an empty list", '{\n  "a": []\n}', '{\n  "a": [\n    "n"\n  ]\n}'],
    ["to a missing list", '{\n  "b": 1\n}', '{\n  "b": 1,\n  "a": [\n    "n"\n  ]\n}'],
    ["where it is already", '{"a":["n"]}', '{"a":["n"]}'],
    ["in place of what is no list", '{"a":"x"}', '{"a":["n"]}'],
    ["other items keep their layout", '{"a":[1 , {"b": 2},\n[ ]]}', '{"a":[1 , {"b": 2},\n[ ],\n"n"]}'],
  ])("%s", (_name, text, expected) => {
    expect(after(text, addToList(["a"], "n"))).toBe(expected);
  });

  test("below objects that are missing", () => {
    expect(after("{}", addToList(["a", "b"], "n"))).toBe('{"a": {"b":["n"]}}');
  });
});

describe("removeFromList", () => {
  test.each([
    ["the first", '{"a":["n", "x"]}', '{"a":["x"]}'],
    ["the last", '{"a":["x", "n"]}', '{"a":["x"]}'],
    ["the only one", '{"a":[\n  "n"\n]}', '{"a":[]}'],
    ["each time it is there", '{"a":["n","x","n","y","n","n"]}', '{"a":["x","y"]}'],
    ["nothing but it, twice", '{"a":["n","n"]}', '{"a":[]}'],
    ["one that is not there", '{"a":["x"]}', '{"a":["x"]}'],
    ["from what is no list", '{"a":"n"}', '{"a":"n"}'],
    ["from what is missing", "{}", "{}"],
  ])("%s", (_name, text, expected) => {
    expect(after(text, removeFromList(["a"], "n"))).toBe(expected);
  });
});

test("any list, any layout: what is added is there, and removing it gives the original bytes", () => {
  const item = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.dictionary(fc.string(), fc.string()),
  );
  const list = fc.array(item, { minLength: 1 });
  const indent = fc.constantFrom(undefined, 2, "\t");
  fc.assert(
    fc.property(list, indent, (items, spaces) => {
      const text = JSON.stringify({ before: 1, list: items, after: [] }, null, spaces);
      const added = after(text, addToList(["list"], "\u0001new"));
      expect(itemsOf(added)).toEqual([...itemsOf(text), "\u0001new"]);
      expect(after(added, removeFromList(["list"], "\u0001new"))).toBe(text);
      const [first = null] = itemsOf(text);
      expect(itemsOf(after(text, removeFromList(["list"], first)))).not.toContainEqual(first);
    }),
  );
});

function itemsOf(text: string): readonly Json[] {
  const found = jsonAt(readJson(bytes(text)).data, "list");
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}
