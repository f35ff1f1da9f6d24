import type { Json, Memory } from "@zcf/contract";
import { isJsonObject, removeRootKey, setString, type TomlChange } from "@zcf/formats";

/** The ledger's key of what `model` was before we set it. */
export const MODEL_MEMORY = "model";

export interface ModelQuestion {
  /** The config's `model` now; `null` when it is missing. */
  readonly now: string | null;
  /** The current target's id. */
  readonly from: string;
  /** The goal's id, and the model it names. */
  readonly to: string;
  readonly wanted: string | null;
  /** What the ledger holds under {@link MODEL_MEMORY}. */
  readonly remembered: Json | null;
}

export interface ModelPlan {
  readonly changes: readonly TomlChange[];
  readonly remember: readonly Memory[];
}

/**
 * What happens to `model`: the target's own is set, and what stood there before zcf first set one comes back with the
 * next target that names none, as long as it is still the one we set.
 *
 * What is remembered names the target it was set for and is never deleted: undone or crashed switches find it again.
 */
export function planModel(question: ModelQuestion): ModelPlan {
  const { now, to, wanted } = question;
  const ours = setByUs(question);
  if (wanted === null) return { changes: ours === null ? [] : restored(ours.before), remember: [] };
  if (wanted === now && (ours === null || question.from === to)) return { changes: [], remember: [] };
  const value = { before: ours === null ? now : ours.before, set: wanted, target: to };
  return {
    changes: [setString(["model"], wanted)],
    remember: [{ key: MODEL_MEMORY, value, write: "replace" }],
  };
}

/** The model before zcf set the one that stands there now; `null` when it did not. */
function setByUs({ now, from, remembered }: ModelQuestion): { readonly before: string | null } | null {
  if (remembered === null || !isJsonObject(remembered)) return null;
  const { before, set, target } = remembered;
  if (now === null || set !== now || target !== from) return null;
  return { before: typeof before === "string" ? before : null };
}

function restored(before: string | null): readonly TomlChange[] {
  return [before === null ? removeRootKey("model") : setString(["model"], before)];
}
