import { resolve } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { filePath, isInside } from "./path.ts";

test("a path is inside its root, and not inside one that only begins alike", () => {
  for (const inside of [
    "/home",
    "/home/",
    "/home/a",
    "/home/a/../b",
    "/x/../home/a",
    "/home/..a",
    "/home//a",
  ])
    expect(isInside(["/other", "/home"], inside), inside).toBe(true);
  for (const outside of [
    "/homes",
    "/home/..",
    "/home/../etc",
    "/home/a/../../etc",
    "/home/./../etc",
    "/",
    "/etc",
  ])
    expect(isInside(["/home"], outside), outside).toBe(false);
});

test("everything is inside the root directory, and nothing inside no root", () => {
  expect(isInside(["/"], "/etc/codex")).toBe(true);
  expect(isInside([], "/etc/codex")).toBe(false);
});

test("a file path is absolute and normal", () => {
  const text = fc.array(fc.constantFrom("/", ".", "..", "a", "b.c", ".d", "...", "é"), { maxLength: 12 });
  fc.assert(
    fc.property(text, (parts) => {
      const path = `/${parts.join("")}`;
      expect(filePath(path)).toBe(resolve(path));
    }),
    { numRuns: 2000 },
  );
  expect(filePath("a/b")).toBe(resolve("a/b"));
});
