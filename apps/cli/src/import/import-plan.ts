import type { Decision, Refused } from "./candidate.ts";

/** What an import comes to, before anything is written. */
export interface ImportPlan {
  readonly decisions: readonly Decision[];
  readonly refused: readonly Refused[];
}

/** Decisions of one home, which become one operation. */
export function byHome(decisions: readonly Decision[]): readonly (readonly Decision[])[] {
  const homes = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const { adapter, home } = decision.candidate.destination;
    const key = `${adapter.id} ${home}`;
    homes.set(key, [...(homes.get(key) ?? []), decision]);
  }
  return [...homes.values()];
}
