import type { Plan, Store, View } from "@zcf/contract";
import { OFFICIAL } from "../config/config.ts";
import { planSwitch } from "../plan-switch.ts";
import { readUse } from "../situation.ts";
import { targetId } from "../target.ts";
import type { FixedFile } from "./fix-files.ts";
import { overlay } from "./overlay.ts";

export interface AlignQuestion {
  readonly view: View;
  /** What the files will hold by then. */
  readonly fixed: readonly FixedFile[];
  readonly isAsked: boolean;
  readonly force: boolean;
}

/**
 * A switch to what is in use already, on the files as they will be; `null` where none is due. A shared table is a copy of
 * another one, so it follows when that is changed.
 */
export async function alignPlan(
  store: Store,
  { view, fixed, isAsked, force }: AlignQuestion,
): Promise<Plan | null> {
  if (!isAsked && fixed.length === 0) return null;
  const seen = overlay(view, fixed);
  const { config } = await readUse(store, seen);
  const follows = config.shared?.active === true && !config.shared.exact;
  if ((!isAsked && !follows) || config.current.kind === "other") return null;
  const target = config.current.kind === "official" ? OFFICIAL : targetId(config.current);
  return planSwitch(store, seen, { kind: "switch", target, sessions: null, force });
}
