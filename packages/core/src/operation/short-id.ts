import { SwitchError } from "@zcf/contract";

/** Shorter ones are slips, or mean something else: `undo 2`. */
const SHORTEST = 4;

/** How many ids an error names. */
const NAMED = 5;

/**
 * The id that is meant: written whole, or as the beginning of it, or of what follows its dash, from four characters on.
 * `null` where none is meant.
 *
 * @throws SwitchError `ambiguous` (usage) where several are.
 */
export function fullId(written: string, ids: readonly string[]): string | null {
  if (ids.includes(written)) return written;
  const found = written.length < SHORTEST ? [] : ids.filter((id) => isShort(written, id));
  if (found.length < 2) return found[0] ?? null;
  const params = {
    operation: written,
    count: found.length,
    known: found.toSorted().slice(-NAMED).toReversed(),
  };
  throw new SwitchError({ kind: "usage", code: "ambiguous", params });
}

function isShort(written: string, id: string): boolean {
  return id.startsWith(written) || id.slice(id.indexOf("-") + 1).startsWith(written);
}
