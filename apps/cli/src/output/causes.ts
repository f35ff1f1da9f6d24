import type { Skipped } from "@zcf/contract";

/** Skipped units that share a code. */
export interface Cause {
  readonly count: number;
  readonly example: Skipped;
}

/** By code, the most frequent first. */
export function causesOf(skipped: readonly Skipped[]): readonly Cause[] {
  const byCode = new Map<string, Cause>();
  for (const one of skipped) {
    const known = byCode.get(one.code);
    byCode.set(one.code, { count: (known?.count ?? 0) + 1, example: known?.example ?? one });
  }
  return [...byCode.values()].toSorted((a, b) => b.count - a.count);
}

/** All groups of units together. */
export function countOf(byGroup: Readonly<Record<string, number>>): number {
  return Object.values(byGroup).reduce((sum, count) => sum + count, 0);
}
