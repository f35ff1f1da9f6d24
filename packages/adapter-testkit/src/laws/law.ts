import type { AdapterOptions } from "./adapter-options.ts";

export type LawName =
  | "pure"
  | "lawful"
  | "converges"
  | "inverts"
  | "minimal"
  | "guards"
  | "survives"
  | "shares"
  | "scales"
  | "discreet"
  | "scoped"
  | "absent";

/** What holds for every adapter. */
export interface Law {
  /** In one sentence. */
  readonly says: string;
  /** Throws where it does not hold. */
  readonly check: (options: AdapterOptions) => Promise<void>;
}
