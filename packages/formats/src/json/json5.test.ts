import { expect, test } from "vitest";
import { isFormatError } from "../text/format-error.ts";
import { readJson5 } from "./json5.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("JSON, and what JSON5 allows beside it", () => {
  expect(readJson5(bytes('\uFEFF{"a": [1, null]}'))).toEqual({ a: [1, null] });
  expect(readJson5(bytes("// mine\n{ a: 'x', /* b */ list: [1,], }\n"))).toEqual({ a: "x", list: [1] });
});

test.each([
  ['{\n  "a": sk-canary }', 2],
  ["", 1],
  ["{", 1],
  ["{ a: 'sk-canary\n' }", 2],
])("what is neither is refused with its line, and nothing of it is told: %j", (text, line) => {
  let thrown: unknown;
  try {
    readJson5(bytes(text));
  } catch (error) {
    thrown = error;
  }
  expect(isFormatError(thrown)).toBe(true);
  expect(thrown).toMatchObject({ line, column: expect.toSatisfy((column: number) => column > 0) as number });
  expect(String(thrown)).not.toContain("canary");
});

test("a key that names the prototype is a key like any other", () => {
  const data = readJson5(bytes('{ "__proto__": { "polluted": 1 } }'));
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(data as object)).toEqual(["__proto__"]);
});
