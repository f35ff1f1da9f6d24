import type { Notice, Params, Skipped } from "@zcf/contract";

/** Why a session is left out, by code, with the values its message needs. A whole session is left out, never half of one. */
export type SessionSkips = {
  /** It is a `.jsonl.zst`, which the running Node cannot read. */
  readonly "codex.session-compressed": { readonly thread: string; readonly file: string };
  /** Another process has it: `how` is `flock` or `open`; `pid` is 0 where the system does not tell. */
  readonly "codex.session-live": {
    readonly thread: string;
    readonly file: string;
    readonly pid: number;
    readonly how: string;
  };
  /** The file's name holds no thread id, or another one than its first line. */
  readonly "codex.session-misnamed": { readonly file: string };
  /** The line is not one that we and Codex surely read alike; line 1 must be a `session_meta`. */
  readonly "codex.session-unreadable": {
    readonly thread: string;
    readonly file: string;
    readonly line: number;
  };
  /** The file must grow, and the byte offsets that the database holds, or may hold, cannot be moved with it. */
  readonly "codex.session-offsets-unknown": { readonly thread: string; readonly database: string };
  /** The file must grow, and of `file`, which it belongs with or which may point into it, it cannot be told where it points. */
  readonly "codex.session-family-unknown": { readonly thread: string; readonly file: string };
  /** The file must grow together with those of a thread that is live, or cannot be kept still. */
  readonly "codex.session-family-busy": { readonly thread: string; readonly other: string };
  /** The file must be replaced, and Codex's writer lock cannot be taken on this machine. */
  readonly "codex.session-no-lock": { readonly thread: string };
  /** The file must be replaced, this Codex has no writer locks, and running processes cannot be seen here. */
  readonly "codex.session-no-processes": { readonly thread: string };
  /** The file must be replaced, this Codex has no writer locks, and it runs. */
  readonly "codex.session-codex-runs": { readonly thread: string; readonly pid: number };
  /** To be put back to the provider it had, and it has been moved elsewhere since; `now` is where it is. */
  readonly "codex.session-moved-since": {
    readonly thread: string;
    readonly now: string;
    readonly before: string;
    readonly after: string;
  };
  /** To be put back, and it has no file any more. */
  readonly "codex.session-gone": { readonly thread: string };
  /** The file changed while it was planned, and would have to grow now; the code is core's own. */
  readonly changed: { readonly file: string };
  /** The system does not let us read the file or directory; the code is core's own. */
  readonly unreadable: Params;
};

/** What the user should know about the session index, by code, with the values its message needs. */
export type SessionNotices = {
  /** Session files follow; these indexes do not, for want of a SQLite driver. */
  readonly "codex.sqlite-unavailable": { readonly databases: readonly string[] };
  /** No `threads` table with the columns we know: session files follow, this index does not. */
  readonly "codex.state-schema-unknown": { readonly database: string };
  /** So many sessions hold reasoning that only another backend can read: going on with them may fail, reading them works. */
  readonly "codex.sealed-reasoning": { readonly sessions: number };
  /** SQLite cannot read it: session files follow, this index does not. */
  readonly "codex.state-unreadable": { readonly database: string; readonly reason: string };
};

/** Every code of a skipped session or a session notice; its params are those of {@link SessionSkips} or {@link SessionNotices}. */
export type SessionCode = keyof SessionSkips | keyof SessionNotices;

/** The contract's group of everything in this folder. */
export const GROUP = "sessions";

/** A skipped session; `name` is a thread id or a path relative to the home. */
export function skipped<Code extends keyof SessionSkips>(
  name: string,
  code: Code,
  params: SessionSkips[Code],
): Skipped {
  return { kind: "skipped", id: sessionId(name), group: GROUP, code, params };
}

/** Says that an index did not follow: Codex 0.166 on resumes by it. */
export function leftBehind<Code extends keyof SessionNotices>(
  code: Code,
  params: SessionNotices[Code],
): Notice {
  return { code, severity: "warning", incomplete: true, params };
}

/** Says that sessions may not go on where they are moved to. */
export function sealedReasoning(sessions: number): Notice {
  return { code: "codex.sealed-reasoning", severity: "warning", params: { sessions } };
}

/** The id of a unit, and the key of what the ledger remembers of it. */
export function sessionId(name: string): string {
  return `sessions/${name}`;
}
