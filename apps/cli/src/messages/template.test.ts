import { expect, test } from "vitest";
import { fill, placesOf } from "./template.ts";

const options = { separator: ", ", more: (count: number) => `${count} more` };
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `n${at + 1}`);

test.each([
  ["{file} is in use", { file: "a" }, "a is in use"],
  ["one of {known}", { known: ["a", "b"] }, "one of a, b"],
  ["one of {known}", { known: many(10) }, `one of ${many(10).join(", ")}`],
  ["one of {known}", { known: many(11) }, "one of n1, n2, n3, 8 more"],
  ["line {line}", { line: 0 }, "line 0"],
  ["missing {file}", {}, "missing ?"],
  ["in use[[ by {pid}]].", { pid: 12 }, "in use by 12."],
  ["in use[[ by {pid}]].", { pid: 0 }, "in use."],
  ["in use[[ by {pid}]].", {}, "in use."],
  ["no.[[ Did you mean {closest}?]]", { closest: [] }, "no."],
  ["value {a}", { a: "{b} [[x]]" }, "value {b} [[x]]"],
  ["[model_providers.NAME]", {}, "[model_providers.NAME]"],
])("%s with %o", (template, params, text) => {
  expect(fill(template, params, options)).toBe(text);
});

test("the places of a template, each once", () => {
  expect(placesOf("{a}[[ {b} {a}]]")).toEqual(["a", "b"]);
});
