import type { Goal, Plan, Store, View } from "@zcf/contract";
import { planFix } from "./diagnose/plan-fix.ts";
import { rememberGiven } from "./given/remember-given.ts";
import { planProviders } from "./manage/plan-providers.ts";
import { planRevert } from "./plan-revert.ts";
import { planSwitch } from "./plan-switch.ts";
import { failure } from "./report.ts";

/**
 * What a goal changes in this home.
 *
 * Throws `claude-code.no-sessions` (usage) for goals about sessions, and `claude-code.unknown-goal` (usage) for one of a later contract.
 */
export async function plan(store: Store, view: View, goal: Goal): Promise<Plan> {
  const planned = await planFiles(store, view, goal);
  return { ...planned, remember: [...planned.remember, ...(await rememberGiven(store, view))] };
}

async function planFiles(store: Store, view: View, goal: Goal): Promise<Plan> {
  switch (goal.kind) {
    case "switch":
      return planSwitch(store, view, goal);
    case "revert":
      return planRevert(store, view, goal);
    case "providers":
      return planProviders(store, view, goal);
    case "fix":
      return planFix(store, view, goal);
    case "restore":
    case "sync":
      throw failure("usage", "claude-code.no-sessions", {});
    default:
      throw unknownGoal(goal);
  }
}

function unknownGoal({ kind }: { readonly kind: string }): Error {
  return failure("usage", "claude-code.unknown-goal", { goal: kind });
}
