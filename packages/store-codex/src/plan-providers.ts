import type { ProvidersGoal, Plan, Store, View } from "@zcf/contract";

/** What changes the providers of this home. */
export async function planProviders(_store: Store, _view: View, _goal: ProvidersGoal): Promise<Plan> {
  throw new Error("not built yet");
}
