import { expect, test } from "vitest";
import { bytes } from "../testing/text-edit.ts";
import { FormatError } from "../text/format-error.ts";
import { jsonAt } from "./json-data.ts";
import { readJson } from "./json-document.ts";
import { jsonStrings } from "./json-strings.ts";

test("reads data, and says whether a byte order mark is there", () => {
  const { data, bom } = readJson(bytes('\uFEFF{"a":{"b":null}}'));
  expect(bom).toBe(true);
  expect([jsonAt(data, "a", "b"), jsonAt(data, "a", "c"), jsonAt(data, "a", "b", "c")]).toEqual([
    null,
    undefined,
    undefined,
  ]);
});

test.each([
  ["empty", "", 1, 1],
  ["comment", '{"a":1 /* sk-secret */}', 1, 8],
  ["line comment", "{\n// sk-secret\n}", 2, 1],
  ["trailing comma", '{"a":1,\n}', 2, 1],
  ["single quotes", "{'sk-secret':1}", 1, 2],
  ["control character", '{"a":"sk-secret\t"}', 1, 6],
  ["not a number", '{"a":NaN}', 1, 6],
  ["rubbish behind", '{"a":1}\nsk-secret', 2, 1],
  ["duplicate key", '{"a":{"b":1,\n "b":2}}', 2, 2],
  ["duplicate key, written differently", '{"a":1,"\\u0061":2}', 1, 8],
  ["lone byte", "\u0000", 1, 1],
])("%s: says where, and never quotes the file", (_name, text, line, column) => {
  const error = failure(text);
  expect([error.format, error.line, error.column]).toEqual(["json", line, column]);
  expect(JSON.stringify([error.message, error.reason, error.cause])).not.toContain("secret");
});

test("lists every string as written", () => {
  const document = readJson(bytes('{"a":"x\\u0041","t":[{"b":"2"},"1",3]}'));
  expect(jsonStrings(document)).toEqual([
    { path: ["a"], value: "xA", raw: "x\\u0041" },
    { path: ["t", "b"], value: "2", raw: "2" },
    { path: ["t"], value: "1", raw: "1" },
  ]);
});

function failure(text: string): FormatError {
  try {
    readJson(bytes(text));
  } catch (error) {
    if (error instanceof FormatError) return error;
  }
  throw new Error("read without a FormatError");
}
