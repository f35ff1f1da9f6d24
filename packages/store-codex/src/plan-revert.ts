import type { Plan, RevertGoal, Store, View } from "@zcf/contract";

/** What takes back an operation on this home. */
export async function planRevert(_store: Store, _view: View, _goal: RevertGoal): Promise<Plan> {
  throw new Error("not built yet");
}
