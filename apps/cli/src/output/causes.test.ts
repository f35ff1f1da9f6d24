import type { Skipped } from "@zcf/contract";
import { expect, test } from "vitest";
import { causesOf, countOf } from "./causes.ts";

function skip(id: string, code: string): Skipped {
  return { kind: "skipped", id, group: "sessions", code, params: {} };
}

test("by code, the most frequent first, with the first one as the example", () => {
  const causes = causesOf([skip("a", "held"), skip("b", "changed"), skip("c", "changed")]);
  expect(causes).toEqual([
    { count: 2, example: skip("b", "changed") },
    { count: 1, example: skip("a", "held") },
  ]);
});

test("groups together", () => {
  expect(countOf({ sessions: 3, notes: 2 })).toBe(5);
  expect(countOf({})).toBe(0);
});
