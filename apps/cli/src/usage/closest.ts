import { distance } from "fastest-levenshtein";

/** The names that `typed` was probably meant to be, best first; at most three. */
export function closest(typed: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({
      name,
      edits: begins(typed, name) ? 1 : distance(typed.toLowerCase(), name.toLowerCase()),
    }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(name.length / 3)))
    .toSorted((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** From three characters on, a beginning is as good as one slip of a finger. */
function begins(typed: string, name: string): boolean {
  return typed.length >= 3 && name.toLowerCase().startsWith(typed.toLowerCase());
}
