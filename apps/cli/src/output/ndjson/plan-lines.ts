import type { ProviderChange } from "@zcf/contract";
import type { StorePlan } from "@zcf/core";
import type { Announcement } from "../output.ts";

/** What is about to happen to each store. */
export function planData({ operation, backup }: Announcement): readonly object[] {
  const { of } = operation.purpose;
  const undone = of === undefined ? {} : { of };
  return operation.stores.map((store) => ({ ...storeData(store), ...undone, backup }));
}

/** What is wanted of the store. */
export function goalData({ goal, plan, to }: Pick<StorePlan, "goal" | "plan" | "to">): object {
  switch (goal.kind) {
    case "switch":
      return { goal: "switch", to: goal.target, sessions: plan.sessions ?? goal.sessions ?? "sync" };
    case "restore":
      return { goal: "restore", to: null, sessions: goal.sessions ?? "all" };
    case "sync":
      return { goal: "sync", to: goal.target, sessions: goal.sessions ?? "all" };
    case "revert":
      return { goal: "revert", to };
    case "providers":
      return { goal: "providers", to: null, changes: goal.changes.map(changeData) };
    case "fix":
      return { goal: "fix", to: null, checks: goal.checks ?? "all" };
  }
}

/** Of a key only whether one is given: it may be the key itself, or the name of where it is. */
function changeData({ key, ...change }: ProviderChange): object {
  return { ...change, key: key !== undefined };
}

function storeData(made: StorePlan): object {
  const { adapter, store, from, plan, summary } = made;
  return {
    tool: adapter.id,
    home: store.home,
    from,
    ...goalData(made),
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
