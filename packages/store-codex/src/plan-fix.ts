import type { FixGoal, Plan, Store, View } from "@zcf/contract";

/** What clears findings of this home. */
export async function planFix(_store: Store, _view: View, _goal: FixGoal): Promise<Plan> {
  throw new Error("not built yet");
}
