import type { Goal } from "@zcf/contract";
import type { StorePlan } from "@zcf/core";
import type { Announcement } from "../output.ts";

/** What is about to happen to each store. */
export function planData({ operation, backup }: Announcement): readonly object[] {
  return operation.stores.map((store) => ({ ...storeData(store), backup }));
}

/** What is wanted of the store. */
export function goalData(goal: Goal): object {
  if (goal.kind === "restore") return { goal: "restore", to: null, sessions: goal.sessions ?? "all" };
  return { goal: "switch", to: goal.target, sessions: goal.sessions };
}

function storeData({ adapter, store, from, goal, plan, summary }: StorePlan): object {
  return {
    tool: adapter.id,
    home: store.home,
    from,
    ...goalData(goal),
    files: plan.required.map(({ file, kind, group, sensitive }) => ({
      file,
      change: kind,
      group,
      sensitive: sensitive === true,
    })),
    units: summary.units,
    skipped: summary.skipped.length,
  };
}
