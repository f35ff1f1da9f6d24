/** A string value of a file, and how it is written there. */
export interface WrittenString {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  readonly value: string;
  /** Between the quotes, escapes as they stand. */
  readonly raw: string;
}
