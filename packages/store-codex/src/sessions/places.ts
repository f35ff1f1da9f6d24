/**
 * The directories of a home that hold session files: this is the one list of them.
 *
 * `sessions/YYYY/MM/DD/` in every version, `archived_sessions/` (flat) after `codex archive` (0.53 to 0.169 measured).
 */
export const SESSION_PLACES = ["sessions", "archived_sessions"] as const;

/** The directory of Codex's per-thread writer locks (`<thread id>.lock`, 0.147 on). */
export const LOCK_PLACE = "thread-writer-locks";

/** The lock Codex holds while it makes or unlinks a thread's lock file. */
export const COORDINATION_LOCK = ".coordination.lock";
