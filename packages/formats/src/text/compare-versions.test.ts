import { expect, test } from "vitest";
import { compareVersions } from "./compare-versions.ts";

test.each([
  ["0.99.0", "0.142.0", -1],
  ["2.1.330", "2.1.197", 1],
  ["1.2", "1.2.0", 0],
  ["0.169.0-alpha.2", "0.169.0", 0],
])("%s beside %s: %i", (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
  expect(Math.sign(compareVersions(b, a)) + expected).toBe(0);
});
