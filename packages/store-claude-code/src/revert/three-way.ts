import type { Json } from "@zcf/contract";

/** A value before an operation, after it, and today; `undefined` where there is none. */
export interface ThreeWay {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly today: Json | undefined;
}

/** What becomes of it: it stays, or gets its value from before, or somebody has changed it since. */
export type Outcome = "stays" | "goes-back" | "conflict";

/**
 * Only what the operation changed goes back, and only where nobody has changed it since.
 *
 * `isSame` says which values mean the same (an empty one and a missing one, for `env`): to set one of them to the other is no change.
 */
export function outcomeOf({ before, after, today }: ThreeWay, isSame: typeof isEqual = isEqual): Outcome {
  if (isEqual(before, after) || isEqual(today, before)) return "stays";
  if (isEqual(today, after)) return "goes-back";
  if (isSame(today, before)) return "stays";
  return isSame(today, after) ? "goes-back" : "conflict";
}

/** Whether two values are the same text of JSON; the order of keys counts. */
export function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
