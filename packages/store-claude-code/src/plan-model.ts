import type { Memory, View } from "@zcf/contract";
import { effectiveTarget, isInUse } from "./effective-target.ts";
import { modelOf } from "./settings.ts";
import type { Situation } from "./situation.ts";
import { OFFICIAL, type SwitchTarget } from "./target.ts";

/** What becomes of the top-level `model`: set, removed (`null`), or left alone (`undefined`). */
export interface ModelPlan {
  readonly model: string | null | undefined;
  readonly remember: readonly Memory[];
}

/**
 * The top-level `model` belongs to the target it was chosen with (`/model` writes it): it waits in the ledger while another
 * one is in use, because it would reach that one's server. What stood there before zcf first switched is taken for official's.
 */
export async function planModel(view: View, situation: Situation, to: SwitchTarget): Promise<ModelPlan> {
  if (isInUse(situation, to)) return { model: undefined, remember: [] };
  const from = effectiveTarget(situation);
  const now = modelOf(situation.settings);
  const kept = await recalled(view, to.id);
  const isFirst = from === null && to.id === OFFICIAL && kept === null;
  const model = isFirst ? now : kept;
  return { model: model === now ? undefined : model, remember: await remembered(view, from, now) };
}

async function remembered(
  view: View,
  from: SwitchTarget | null,
  now: string | null,
): Promise<readonly Memory[]> {
  if (from === null) return now === null ? [] : [{ key: keyOf(OFFICIAL), value: now, write: "first" }];
  if ((await recalled(view, from.id)) === now) return [];
  return [{ key: keyOf(from.id), value: now, write: "replace" }];
}

async function recalled(view: View, id: string): Promise<string | null> {
  const model = await view.recall(keyOf(id));
  return typeof model === "string" ? model : null;
}

function keyOf(id: string): string {
  return `model/${id}`;
}
