import { expect, test } from "vitest";
import { bytes } from "../testing/text-edit.ts";
import { FormatError } from "../text/format-error.ts";
import { keyPlaces, lineOf } from "./key-places.ts";
import { tomlAt } from "./toml-data.ts";
import { readToml } from "./toml-document.ts";
import { tomlStrings } from "./toml-strings.ts";

test("a byte order mark and CRLF are fine", () => {
  const { data } = readToml(bytes('\uFEFFa = "x"\r\n[t]\r\nb = 9007199254740993\r\n'));
  expect([tomlAt(data, "a"), tomlAt(data, "t", "b"), tomlAt(data, "t", "c"), tomlAt(data, "a", "b")]).toEqual(
    ["x", 9007199254740993n, undefined, undefined],
  );
});

test.each([
  ["duplicate key", "a = 1\na = 2\n", 2, 1],
  ["duplicate table", "[a]\n[b]\n[a]\n", 3, 2],
  ["bare value", "x = 1\nkey = sk-very-secret\n", 2, 7],
  ["open string", 'key = "sk-very-secret\n', 1, 22],
])("%s: says where, and never quotes the file", (_name, text, line, column) => {
  const error = failure(text);
  expect([error.format, error.line, error.column]).toEqual(["toml", line, column]);
  expect(JSON.stringify([error.message, error.reason, error.cause])).not.toContain("sk-very");
});

test("finds where a key stands, and lines of paths", () => {
  const document = readToml(bytes('[a]\nb.model_provider = "x"\n[c]\nmodel_provider = "y"\nt = { x = 1 }\n'));
  expect(keyPlaces(document, "model_provider")).toEqual([
    { table: ["a", "b"], line: 2 },
    { table: ["c"], line: 4 },
  ]);
  expect([["a"], ["c"], ["c", "t", "x"], ["d"]].map((path) => lineOf(document, path))).toEqual([
    1,
    3,
    5,
    null,
  ]);
});

test("lists every string as written", () => {
  const document = readToml(bytes('a = "x\\u0041"\n[t]\nb = [ "1", { c = \'2\' } ]\nm = """three"""\n'));
  expect(tomlStrings(document)).toEqual([
    { path: ["a"], value: "xA", raw: "x\\u0041" },
    { path: ["t", "b"], value: "1", raw: "1" },
    { path: ["t", "b", "c"], value: "2", raw: "2" },
    { path: ["t", "m"], value: "three", raw: "three" },
  ]);
});

function failure(text: string): FormatError {
  try {
    readToml(bytes(text));
  } catch (error) {
    if (error instanceof FormatError) return error;
  }
  throw new Error("read without a FormatError");
}
