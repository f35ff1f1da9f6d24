import type { Goal } from "@zcf/contract";

interface ToolRequest {
  /** Adapter ids or aliases; each of their stores takes part, all in one operation. */
  readonly tools: readonly string[];
  /** Another home than the tool's default one. */
  readonly home?: string;
}

/** To use a target. */
export interface SwitchRequest extends ToolRequest {
  /** A target id. */
  readonly target: string;
  /** Whether existing sessions follow; `sync` unless said otherwise. */
  readonly sessions?: "sync" | "off";
  /** Go on where an adapter refuses because of a risk it can only detect. */
  readonly force?: boolean;
}

/** To give sessions back to the provider they had before zcf first moved them. */
export interface RestoreRequest extends ToolRequest {
  /** The tool's own ids of sessions, or all of them. */
  readonly restore: "all" | readonly string[];
}

/** What a user or a program asks for. */
export type Request = SwitchRequest | RestoreRequest;

export function goalOf(request: Request): Goal {
  if ("restore" in request) {
    return { kind: "restore", sessions: request.restore === "all" ? null : request.restore };
  }
  const { target, sessions = "sync", force = false } = request;
  return { kind: "switch", target, sessions, force };
}

/** The target a goal leads to; `null` when it leads to none. */
export function targetOf(goal: Goal): string | null {
  return goal.kind === "switch" ? goal.target : null;
}
