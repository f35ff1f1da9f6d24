import type { Goal, Plan } from "@zcf/contract";
import { sessionId } from "./sessions/codes.ts";

/** The plan of a goal that names sessions, without word of others: what cannot be read among them was not asked for. */
export function onlyNamed(goal: Goal, plan: Plan): Plan {
  if ((goal.kind !== "restore" && goal.kind !== "sync") || goal.sessions === null) return plan;
  const named = new Set(goal.sessions.map(sessionId));
  return { ...plan, units: () => withoutOthers(plan.units(), named) };
}

async function* withoutOthers(
  items: ReturnType<Plan["units"]>,
  named: ReadonlySet<string>,
): ReturnType<Plan["units"]> {
  for await (const item of items) if (item.kind !== "skipped" || named.has(item.id)) yield item;
}
