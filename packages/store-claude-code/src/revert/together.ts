import type { isEqual, Outcome, ThreeWay } from "./three-way.ts";

/** A value, and what becomes of it. */
export interface Judged extends ThreeWay {
  readonly outcome: Outcome;
}

/**
 * Of values that belong together, those that would not be what they were before beside one that goes back: a server
 * would get the credential of another.
 */
export function parted<T extends Judged>(
  values: readonly T[],
  isSame: (value: T) => typeof isEqual,
): readonly T[] {
  if (values.every(({ outcome }) => outcome !== "goes-back")) return [];
  return values.filter((value) => value.outcome === "stays" && !isSame(value)(value.today, value.before));
}
