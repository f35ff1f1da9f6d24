import { expect, test } from "vitest";
import { codex } from "./adapter.ts";

test("the adapter says what it is", () => {
  const { id, aliases, groups } = codex();
  expect([id, aliases]).toEqual(["codex", ["cx"]]);
  expect(groups.map((group) => `${group.id} ${group.stage}`)).toEqual([
    "config required",
    "auth required",
    "sessions optional",
  ]);
});
