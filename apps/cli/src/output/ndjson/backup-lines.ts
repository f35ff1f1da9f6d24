import type { Prune, PrunedOperation } from "@zcf/core";

/** What a prune removed, or would remove, and what it left. */
export function pruneData({ removed, kept, ...rest }: Prune): object {
  return { ...rest, removed: removed.map(named), kept: kept.map(named) };
}

/** `operation` is what every other line calls it. */
function named({ id, ...entry }: PrunedOperation): object {
  return { operation: id, ...entry };
}
