import type { Goal, ProviderChange, SessionsMode } from "@zcf/contract";

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
  /** What becomes of existing sessions; as at the last switch unless said otherwise, and at first they follow. */
  readonly sessions?: SessionsMode;
  /** Go on where an adapter refuses because of a risk it can only detect. */
  readonly force?: boolean;
}

/** To give sessions back to the provider they had before zcf first moved them. */
export interface RestoreRequest extends ToolRequest {
  /** The tool's own ids of sessions, or all of them. */
  readonly restore: "all" | readonly string[];
}

/** To move sessions alone, e.g. those that an earlier switch had to leave out. */
export interface SyncRequest extends ToolRequest {
  /** The tool's own ids of sessions, or all of them. */
  readonly sync: "all" | readonly string[];
  /** A target id; the current one when left out. */
  readonly to?: string;
}

/** To change the providers of a tool, all or none. */
export interface ProvidersRequest extends ToolRequest {
  readonly providers: readonly ProviderChange[];
  /** Also where sessions refer to a provider that goes. */
  readonly force?: boolean;
}

/** To clear what is wrong with the stores of tools. */
export interface FixRequest extends ToolRequest {
  /** Ids of checks, or all that can be cleared. */
  readonly fix: "all" | readonly string[];
  /** As of a {@link SwitchRequest}. */
  readonly force?: boolean;
}

/** Tools whose goal says all there is to know. */
export type GoalRequest = SwitchRequest | RestoreRequest | SyncRequest | ProvidersRequest | FixRequest;

/** To take back an operation, in all the stores it was about. */
export interface UndoRequest extends Partial<ToolRequest> {
  /** Its id, or an unambiguous beginning of it, or of what follows its dash, of four characters at least; `last`: the newest one that stands, of the named tools, home and groups where some are named. */
  readonly undo: string;
  /** Group ids of adapters; all groups when left out. */
  readonly only?: readonly string[];
  /** As of a {@link SwitchRequest}. */
  readonly force?: boolean;
  /** To the last byte, also where a running process would be better served otherwise. */
  readonly exact?: boolean;
}

/** To put files back as a backup has them. */
export interface BackupRequest {
  /** The id of the operation that it was made for, as of an {@link UndoRequest}. */
  readonly fromBackup: string;
  /** As of a {@link SwitchRequest}. */
  readonly force?: boolean;
}

/** What a user or a program asks for. */
export type Request = GoalRequest | UndoRequest | BackupRequest;

export function goalOf(request: GoalRequest): Goal {
  if ("restore" in request) {
    return { kind: "restore", sessions: request.restore === "all" ? null : request.restore };
  }
  if ("sync" in request) {
    const sessions = request.sync === "all" ? null : request.sync;
    return { kind: "sync", target: request.to ?? null, sessions };
  }
  if ("providers" in request)
    return { kind: "providers", changes: request.providers, force: request.force === true };
  if ("fix" in request) {
    const checks = request.fix === "all" ? null : request.fix;
    return { kind: "fix", checks, force: request.force === true };
  }
  const { target, sessions = null, force = false } = request;
  return { kind: "switch", target, sessions, force };
}
