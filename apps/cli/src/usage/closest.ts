/** More edits than this are another word, not a slip. */
const MOST_EDITS = 3;

/** The names that `typed` was probably meant to be, best first; at most three. */
export function closest(typed: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, distance: distanceOf(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.min(MOST_EDITS, Math.floor(name.length / 2)))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Edits (insert, remove, replace, swap neighbours) that make one text the other. */
function distanceOf(a: string, b: string): number {
  let older: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = nextRow({ a, b, i, row, older });
    older = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

interface Step {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly row: readonly number[];
  readonly older: readonly number[];
}

function nextRow({ a, b, i, row, older }: Step): readonly number[] {
  const next = [i];
  for (let j = 1; j <= b.length; j += 1) {
    const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swap = swapped ? (older[j - 2] ?? 0) + 1 : Infinity;
    next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replace, swap));
  }
  return next;
}
