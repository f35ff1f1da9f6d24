import type { Hunk } from "@zcf/contract";

/** Where a byte of a file stands after a change; `null` for one inside what is replaced, and for `null`. */
export type OffsetMap = (offset: number | null) => number | null;

/** How the bytes of a file move when hunks are applied; `null` when none does. */
export function offsetMap(hunks: readonly Hunk[]): OffsetMap | null {
  if (hunks.every(({ before, after }) => before.length === after.length)) return null;
  return (offset) => {
    if (offset === null) return null;
    let moved = offset;
    for (const { offset: start, before, after } of hunks) {
      if (start >= offset) break;
      if (start + before.length > offset) return null;
      moved += after.length - before.length;
    }
    return moved;
  };
}
