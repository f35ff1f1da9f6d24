import type { Params } from "@zcf/contract";
import type { ReasonCode } from "./codes.ts";

/** A provider as a source describes it, in the words of a tool's provider fields. */
export interface Draft {
  /** The id of the adapter it is for. */
  readonly tool: string;
  /** What its source calls it. */
  readonly origin: string;
  /** The same for the same source at every reading, and one that the tool takes. */
  readonly id: string;
  /** By field id: `name`, `base-url`, `model`, …; a tool takes those that it has. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where the key is; `null` leaves it to the tool. */
  readonly keyStore: string | null;
  /** A secret, unless the key store takes a name; `null` where the source has none. */
  readonly key: string | null;
}

/** A provider that no tool could use, and why. */
export interface Unusable {
  /** The id of the adapter it would be for; `null` where there is none. */
  readonly tool: string | null;
  readonly origin: string;
  readonly code: ReasonCode;
  readonly params: Params;
}

/** What a source has, in its own order. */
export interface Reading {
  readonly drafts: readonly Draft[];
  readonly unusable: readonly Unusable[];
}

/** Tools that sources know, by the ids of their adapters. */
export const CODEX = "codex";
export const CLAUDE_CODE = "claude-code";

export const NOTHING: Reading = { drafts: [], unusable: [] };

/** Several readings as one. */
export function together(readings: readonly Reading[]): Reading {
  return {
    drafts: readings.flatMap(({ drafts }) => drafts),
    unusable: readings.flatMap(({ unusable }) => unusable),
  };
}
