import { expect, test } from "vitest";
import { bytes } from "../testing/text-edit.ts";
import { readJson } from "./json-document.ts";
import { jsonPlace } from "./json-place.ts";

test("says where a value stands, and nothing of one that is not there", () => {
  const document = readJson(bytes('\uFEFF{\n  "a": { "b": 1 }\n}'));
  expect(jsonPlace(document, ["a"])).toEqual({ line: 2, column: 8 });
  expect(jsonPlace(document, ["a", "b"])).toEqual({ line: 2, column: 15 });
  expect(jsonPlace(document, ["a", "c"])).toBeNull();
});
