import { expect, test } from "vitest";
import { isSqliteWarning } from "./sqlite-warning.ts";

const SQLITE = "SQLite is an experimental feature and might change at any time";

test.each([
  [[SQLITE, "ExperimentalWarning"], true],
  [[SQLITE, "DeprecationWarning"], false],
  [[SQLITE], false],
  [["Other is an experimental feature", "ExperimentalWarning"], false],
  [[new Error(SQLITE), "ExperimentalWarning"], false],
])("%o", (args, isIt) => {
  expect(isSqliteWarning(args)).toBe(isIt);
});
