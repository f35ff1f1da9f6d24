import type { Plan, Store, View } from "@zcf/contract";
import { once } from "../sessions/once.ts";
import { planAll } from "../sessions/plan-sessions.ts";
import { loadStaleRows } from "../sessions/stale-rows.ts";
import { originsOf } from "../shared/origins.ts";
import { readUse } from "../situation.ts";
import { modelsOf } from "../switch-sessions.ts";
import type { Fix } from "./found.ts";

/** The units that bring sessions to the providers of the fixes; where two of them want one, the first has it. */
export async function moveTo(
  store: Store,
  view: View,
  fixes: readonly Extract<Fix, { readonly kind: "sessions" }>[],
): Promise<Plan["units"]> {
  const to = new Map(fixes.toReversed().flatMap((fix) => [...fix.to]));
  if (to.size === 0) return none;
  const { config, note } = await readUse(store, view);
  return planAll(store, view, {
    models: modelsOf(config),
    origins: originsOf(config, note),
    rows: once(() => loadStaleRows(store, view, null)),
    destination: async (thread) => to.get(thread) ?? null,
  }).units;
}

async function* none(): AsyncGenerator<never> {
  // Sessions stay where they are.
}
