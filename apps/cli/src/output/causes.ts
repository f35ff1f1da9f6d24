import type { Params } from "@zcf/contract";

/** Why something is left out. */
export interface Reason {
  readonly code: string;
  readonly params: Params;
}

/** Things that are left out for reasons of one code. */
export interface Cause {
  readonly count: number;
  /** The first one. */
  readonly example: Reason;
}

/** By code, the most frequent first. */
export function causesOf(reasons: Iterable<Reason>): readonly Cause[] {
  const byCode = new Map<string, Cause>();
  for (const reason of reasons) addReason(byCode, reason);
  return mostFrequentFirst(byCode);
}

/** Counts one more; of all but the first of a code nothing is kept. */
export function addReason(byCode: Map<string, Cause>, reason: Reason): void {
  const known = byCode.get(reason.code);
  byCode.set(reason.code, { count: (known?.count ?? 0) + 1, example: known?.example ?? reason });
}

export function mostFrequentFirst(byCode: ReadonlyMap<string, Cause>): readonly Cause[] {
  return [...byCode.values()].toSorted((a, b) => b.count - a.count);
}

/** All groups of units together. */
export function countOf(byGroup: Readonly<Record<string, number>>): number {
  return Object.values(byGroup).reduce((sum, count) => sum + count, 0);
}
