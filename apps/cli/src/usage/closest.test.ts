import { expect, test } from "vitest";
import { closest } from "./closest.ts";

const names = ["switch", "status", "list", "--dry-run", "--yes", "cs", "sessions restore"];

test.each([
  ["swtch", ["switch"]],
  ["Switch", ["switch"]],
  ["stats", ["status"]],
  ["--dryrun", ["--dry-run"]],
  ["--ye", ["--yes"]],
  ["--dry", ["--dry-run"]],
  ["sessions", ["sessions restore"]],
  ["--", []],
  ["completely-else", []],
  ["", []],
])("%s", (typed, found) => {
  expect(closest(typed, names)).toEqual(found);
});
