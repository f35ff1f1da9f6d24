import type { ProvidersGoal } from "@zcf/contract";
import type { NamedChange, StorePlan } from "@zcf/core";
import type { ProviderMessages } from "../../messages/provider-messages.ts";
import type { UiMessages } from "../../messages/ui-messages.ts";
import type { GoalTexts } from "./goal-texts.ts";

/** What a change of providers is called at each step. */
export function providerTexts(
  { provider, undo }: UiMessages,
  { adapter: { name } }: StorePlan,
  { changes }: ProvidersGoal,
): GoalTexts {
  const ids = changes.map(({ id, copyId }) => `"${copyId ?? id}"`).join(", ");
  return {
    header: provider.header(name, changes.map((one) => provider.will[one.change](one)).join(", ")),
    moving: undo.moving,
    done: () => provider.done(name, didText(provider, changes)),
    nothing: provider.nothing(name, ids),
  };
}

/** What was done to providers, as the history tells it. */
export function didText({ did }: ProviderMessages, changes: readonly NamedChange[]): string {
  return changes.map((one) => did[one.change](one)).join(", ");
}
