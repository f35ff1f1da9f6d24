import type { ProviderChange, ProviderManagement } from "@zcf/contract";
import type { StorePlan } from "@zcf/core";
import type { ProviderMessages } from "../../messages/provider-messages.ts";

/** What a change of providers sets, one a line, keys not shown; nothing for all other goals. */
export function changeLines(
  { plan }: ProviderMessages,
  { goal, adapter: { manage } }: StorePlan,
): readonly string[] {
  if (goal.kind !== "providers") return [];
  return goal.changes.flatMap((change) => [
    ...Object.entries(change.fields).map(([field, value]) =>
      value === null ? plan.unset(field) : plan.set(field, value),
    ),
    ...(change.keyStore === undefined ? [] : [plan.keyStore(change.keyStore)]),
    ...keyLines(plan, change, manage),
  ]);
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
