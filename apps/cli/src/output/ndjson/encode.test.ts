import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { encodeLine, LINE_TYPES } from "./encode.ts";

test("one line, with version and type first", () => {
  expect(encodeLine("phase", { phase: "plan" })).toBe('{"v":1,"type":"phase","phase":"plan"}\n');
});

test("what JSON cannot hold", () => {
  const line = encodeLine("change", {
    rows: [{ before: { at: 9007199254740993n, blob: new Uint8Array([1, 2, 255]), none: null } }],
    buffer: Buffer.from("hi"),
  });
  expect(JSON.parse(line)).toEqual({
    v: 1,
    type: "change",
    rows: [{ before: { at: "9007199254740993", blob: "AQL/", none: null } }],
    buffer: "aGk=",
  });
});

test("line breaks in values stay inside the line", () => {
  expect(encodeLine("error", { text: "a\nb\u2028c" }).split("\n")).toHaveLength(2);
});

test("every type is documented", () => {
  const page = readFileSync(new URL("../../../../../docs/json-output.md", import.meta.url), "utf8");
  for (const type of LINE_TYPES) expect(page).toContain(`### \`${type}\``);
});
