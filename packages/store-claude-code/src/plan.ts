import type { Goal, Plan, Store, View } from "@zcf/contract";
import { planRevert } from "./plan-revert.ts";
import { planSwitch } from "./plan-switch.ts";
import { failure } from "./report.ts";

/** What a goal changes in this home. Sessions cannot be its subject: throws `claude-code.no-sessions` (usage). */
export async function plan(store: Store, view: View, goal: Goal): Promise<Plan> {
  if (goal.kind === "switch") return planSwitch(store, view, goal);
  if (goal.kind === "revert") return planRevert(store, view, goal);
  throw failure("usage", "claude-code.no-sessions", {});
}
