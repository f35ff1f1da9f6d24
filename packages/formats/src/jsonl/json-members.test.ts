import * as fc from "fast-check";
import { expect, test } from "vitest";
import { membersOf } from "./json-members.ts";

function members(text: string): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(text);
  return [...membersOf(bytes, text.indexOf("{"))].map(({ name, start, end }) => [
    name,
    bytes.toString("utf8", start, end),
  ]);
}

test("names are decoded, values are bytes", () => {
  expect(members(' { "a\\u0062" : "x\\"]}" , "\\\\":[1,{"c":"}"}],"n":-1.5e3 ,"t":true}')).toEqual([
    ["ab", '"x\\"]}"'],
    ["\\", '[1,{"c":"}"}]'],
    ["n", "-1.5e3"],
    ["t", "true"],
  ]);
  expect(members("{}")).toEqual([]);
  expect(members("{ }")).toEqual([]);
});

test("any object gives back what JSON.parse reads, however it is spaced", () => {
  const object = fc.dictionary(
    fc.string({ unit: "binary" }),
    fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }),
  );
  fc.assert(
    fc.property(object, fc.constantFrom(undefined, 1, "\t", "\r\n"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const found = members(text).map(([name, json]) => [name, JSON.parse(json) as unknown]);
      // As an object, because JavaScript moves names that look like numbers to the front.
      expect(Object.fromEntries(found)).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});
