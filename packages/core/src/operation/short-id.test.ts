import { expect, test } from "vitest";
import { fullId } from "./short-id.ts";

const A = "20261123T071953161Z-47d9a162";
const B = "20261123T071955231Z-ace12a9c";
const IDS = [B, A];

test.each([
  [A, A],
  ["20261123T071953", A],
  ["47d9", A],
  ["ace12a9c", B],
  ["20261123T08", null],
  ["ace", null],
  ["", null],
  ["12a9c", null],
  ["../x", null],
])("%j is %j", (written, id) => {
  expect(fullId(written, IDS)).toBe(id);
});

test("a whole id is meant, also where another one begins so", () => {
  expect(fullId("20261123T07", ["20261123T07", ...IDS])).toBe("20261123T07");
});

test("what several begin with is refused, and the newest of them are named", () => {
  const params = { operation: "2026", count: 2, known: [B, A] };
  expect(() => fullId("2026", IDS)).toThrow(
    expect.objectContaining({ kind: "usage", code: "ambiguous", params }),
  );
});
