import type { ProviderChange, ProviderManagement } from "@zcf/contract";
import type { StorePlan } from "@zcf/core";
import type { ProviderMessages } from "../../messages/provider-messages.ts";

/** What changes of providers set, one a line, keys not shown, each under its id where there are several; nothing for all other goals. */
export function changeLines(
  { plan }: ProviderMessages,
  { goal, adapter: { manage } }: StorePlan,
): readonly string[] {
  if (goal.kind !== "providers") return [];
  const isAlone = goal.changes.length === 1;
  return goal.changes.flatMap((change) => {
    const lines = linesOf(plan, change, manage);
    return isAlone || lines.length === 0
      ? lines
      : [change.copyId ?? change.id, ...lines.map((line) => `  ${line}`)];
  });
}

function linesOf(
  plan: ProviderMessages["plan"],
  change: ProviderChange,
  manage: ProviderManagement | undefined,
): readonly string[] {
  const fields = Object.entries(change.fields).map(([field, value]) =>
    value === null ? plan.unset(field) : plan.set(field, value),
  );
  const keyStore = change.keyStore === undefined ? [] : [plan.keyStore(change.keyStore)];
  return [...fields, ...keyStore, ...keyLines(plan, change, manage)];
}

/** A name is shown only where the key store is said to take one: anything else may be the key. */
function keyLines(
  plan: ProviderMessages["plan"],
  { key, keyStore }: ProviderChange,
  manage: ProviderManagement | undefined,
): readonly string[] {
  if (key === undefined) return [];
  const takes = manage?.keyStores.find(({ id }) => id === keyStore)?.takes;
  return [takes === "name" ? plan.keyName(key) : plan.key];
}
