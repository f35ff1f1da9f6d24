import type { Goal } from "@zcf/contract";

/** What a user or a program asks for. */
export interface SwitchRequest {
  /** Adapter ids or aliases; each of their stores is switched, all in one operation. */
  readonly tools: readonly string[];
  /** A target id. */
  readonly target: string;
  /** Another home than the tool's default one. */
  readonly home?: string;
  /** Whether existing sessions follow; `sync` unless said otherwise. */
  readonly sessions?: Goal["sessions"];
  /** Go on where an adapter refuses because of a risk it can only detect. */
  readonly force?: boolean;
}

export function goalOf(request: SwitchRequest): Goal {
  return {
    kind: "switch",
    target: request.target,
    sessions: request.sessions ?? "sync",
    force: request.force === true,
  };
}
