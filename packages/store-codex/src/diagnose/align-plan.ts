import type { Plan, Store, View } from "@zcf/contract";
import { currentId } from "../config/config.ts";
import { configProblems } from "../config/config-problems.ts";
import { planSwitchIn } from "../plan-switch.ts";
import { readSituation, type Situation } from "../situation.ts";
import { readToday, withOwnersOf } from "./as-of-today.ts";
import type { FixedFile } from "./fix-files.ts";
import { isSafe } from "./is-safe.ts";
import { overlay } from "./overlay.ts";
import { profileProvider } from "./profile-provider.ts";

export interface Alignment {
  readonly plan: Plan;
  readonly target: string;
}

export interface AlignQuestion {
  readonly view: View;
  /** What the files will hold by then. */
  readonly fixed: readonly FixedFile[];
  readonly isAsked: boolean;
  readonly force: boolean;
}

/**
 * A switch to what is in use once the files are fixed, from what is in use today; `null` where none is due. A shared
 * table is a copy of another one, so it follows when that is changed.
 */
export async function alignPlan(
  store: Store,
  { view, fixed, isAsked, force }: AlignQuestion,
): Promise<Alignment | null> {
  if (!isAsked && fixed.length === 0) return null;
  const today = await readToday(store, view);
  const seen = overlay(view, fixed);
  const next = await readSituation(store, seen);
  const { current, shared } = next.config;
  const follows = shared?.active === true && !shared.exact;
  const isDue = isAsked || follows || usesAnother(today, next) || !isSafe(today, next);
  if (!isDue || current.kind === "other") return null;
  const target = currentId(current);
  const goal = { kind: "switch", target, sessions: null, force } as const;
  // What else is wrong with the file has findings of its own, and is no worse for this.
  const passed = configProblems(next.config).map(({ code }) => code);
  return { plan: await planSwitchIn(seen, { situation: withOwnersOf(today, next), passed }, goal), target };
}

/** Whether another provider is in use afterwards, or the same one takes its credential from elsewhere. */
function usesAnother(today: Situation, next: Situation): boolean {
  const [was, is] = [today, next].map(useOf);
  return was !== is;
}

function useOf({ config }: Situation): string {
  const { current } = config;
  const credential = current.kind === "provider" ? current.provider.credential : null;
  return JSON.stringify([profileProvider(config), current.kind, currentId(current), credential]);
}
