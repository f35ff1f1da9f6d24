import type { Draft, Fields } from "./draft.ts";

export interface TurnWanted {
  /** From 0. */
  readonly index: number;
  readonly question: string;
  /** How long the output of its tool call is. */
  readonly outputLength: number;
}

/** How one line of Codex versions writes a rollout. */
export interface Layout {
  readonly cliVersion: string;
  readonly ordinals: boolean;
  /** What stands before the first turn. */
  open(draft: Draft): void;
  turn(draft: Draft, wanted: TurnWanted): void;
}

export const MODEL = "gpt-5.5";

/** As long as the real ones: they make line 1 about 22 kB. */
export const BASE_INSTRUCTIONS = 20_000;
export const SKILLS = 4_600;

export const PERMISSIONS: Fields = {
  type: "managed",
  file_system: {
    type: "restricted",
    entries: [{ path: { type: "special", value: { kind: "root" } }, access: "read" }],
  },
  network: "restricted",
};

export const COLLABORATION: Fields = {
  mode: "default",
  settings: { model: MODEL, reasoning_effort: null, developer_instructions: null },
};

/** Token counts, as both layouts write them. */
export function usage(turn: number): Readonly<Record<string, number>> {
  return {
    input_tokens: 4200 + turn * 310,
    cached_input_tokens: 3100,
    output_tokens: 180 + turn,
    reasoning_output_tokens: 64,
    total_tokens: 4380 + turn * 311,
  };
}
