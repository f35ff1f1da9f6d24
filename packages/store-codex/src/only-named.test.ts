import type { Goal, Plan } from "@zcf/contract";
import { expect, test } from "vitest";
import { onlyNamed } from "./only-named.ts";

const skipped = { kind: "skipped", group: "sessions", code: "unreadable", params: {} } as const;
const unit = { kind: "unit", group: "sessions", edits: [], exclusive: [], locks: [], remember: [] } as const;

const PLAN: Plan = {
  required: [],
  locks: [],
  remember: [],
  async *units() {
    yield { ...unit, id: "sessions/a", subjects: ["sessions/a", "sessions/b"] };
    yield { ...skipped, id: "sessions/c" };
    yield { ...skipped, id: "sessions/d" };
    yield { kind: "remark", notice: { code: "x", severity: "info", params: {} } };
  },
  notices: [],
  secrets: [],
};

async function idsOf(goal: Goal): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const item of onlyNamed(goal, PLAN).units())
    ids.push(item.kind === "remark" ? "remark" : item.id);
  return ids;
}

test.each<[Goal, readonly string[]]>([
  [{ kind: "sync", target: null, sessions: ["a", "d"] }, ["sessions/a", "sessions/d", "remark"]],
  [{ kind: "restore", sessions: ["a"] }, ["sessions/a", "remark"]],
  [{ kind: "restore", sessions: null }, ["sessions/a", "sessions/c", "sessions/d", "remark"]],
])("%o", async (goal, ids) => {
  expect(await idsOf(goal)).toEqual(ids);
});
