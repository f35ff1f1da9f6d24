import type { Edit, FileEdit } from "./edit.ts";
import type { Json } from "./json.ts";
import type { Digest, FilePath } from "./path.ts";
import type { SessionsMode } from "./store.ts";

/** Values that fill a message; never a secret, never conversation text. */
export type Params = Readonly<Record<string, string | number | readonly string[]>>;

/** Something the user should know; its text is found by `code` in a message catalogue. */
export interface Notice {
  /** Stable, kebab-case, with the adapter's id before a dot: `codex.daemon-running`. */
  readonly code: string;
  readonly severity: "info" | "warning";
  /** Something that belongs to the goal is left undone; the operation then counts as partial. */
  readonly incomplete?: true;
  readonly params: Params;
}

/** A lock that belongs to the tool. Core takes it before the edits it covers and releases it right after. */
export type Lock = FileLock | DirectoryLock;

/** A file that is locked by the kernel: whoever dies has let go of it. */
export interface FileLock {
  /** `flock(2)`, exclusive. */
  readonly kind: "flock";
  readonly file: FilePath;
  /**
   * `existing`: taken only if the file is there (a tool that never made it does not use it).
   * `ephemeral`: made when missing and unlinked before release, as the tool itself does.
   */
  readonly presence: "existing" | "ephemeral";
  /** A lock to hold for just as long as an `ephemeral` lock file is made or unlinked. */
  readonly coordination?: FilePath;
  readonly waitMs: number;
}

/**
 * A directory that is there while somebody holds the lock, as `proper-lockfile` has it. Only around required edits.
 *
 * Whoever dies leaves it: recovery removes the one that was ours.
 */
export interface DirectoryLock {
  readonly kind: "mkdir";
  readonly file: FilePath;
  readonly waitMs: number;
  /** Not changed for so long (ms, by its modification time), it is left behind by somebody who died, as the tool itself judges. */
  readonly staleMs: number;
}

/** What the ledger should keep, durable before the edits beside it are written. */
export interface Memory {
  readonly key: string;
  readonly value: Json;
  /** `first`: only if nothing is kept under this key yet. `replace`: in any case; `null` then forgets. */
  readonly write: "first" | "replace";
}

/** Edits that go together but do without the others: a thread's file and its rows. */
export interface Unit {
  readonly kind: "unit";
  /** Unique in the plan. */
  readonly id: string;
  /** What it changes, as users count it, each by an id of its own; `[id]` when left out. A skipped unit is named once for each. */
  readonly subjects?: readonly string[];
  readonly group: string;
  readonly edits: readonly Edit[];
  /** Files that nobody else may hold; checked again right before the batch, the unit is skipped (`held`) if one is. */
  readonly exclusive: readonly FilePath[];
  /** Needed for edits that replace the file; a busy or unavailable one skips the unit. */
  readonly locks: readonly Lock[];
  readonly remember: readonly Memory[];
}

/** A unit that was left out, and why. */
export interface Skipped {
  readonly kind: "skipped";
  readonly id: string;
  readonly group: string;
  readonly code: string;
  readonly params: Params;
}

/** Something to know that came out only while the units were planned. */
export interface Remark {
  readonly kind: "remark";
  readonly notice: Notice;
}

/** A file that the plan does not change, and counts on: whose key is in it, say. */
export interface FileGuard {
  readonly file: FilePath;
  /** What it held when it was read; `null` when it was not there. */
  readonly base: Digest | null;
}

/**
 * What should change, as data.
 *
 * Same view in, same plan out: no clock, no randomness, no write. Nothing to do is a plan without edits and units.
 */
export interface Plan {
  /** All or nothing, applied in this order: the adapter picks the one that leaks least if it stops in between. */
  readonly required: readonly FileEdit[];
  /** Have to stand as they were read until the required edits are committed; none when left out. */
  readonly guards?: readonly FileGuard[];
  /** Held while the required edits are written; a busy one stops the operation. */
  readonly locks: readonly Lock[];
  readonly remember: readonly Memory[];
  /** Each call iterates from the start, lazily: 10,000 threads do not sit in memory. */
  readonly units: () => AsyncIterable<Unit | Skipped | Remark>;
  readonly notices: readonly Notice[];
  /** What becomes of sessions, where the goal leaves it to the store; left out by a plan that is no switch. */
  readonly sessions?: SessionsMode;
  /** Every secret text in the files that the edits touch, as written there; masked in all output. */
  readonly secrets: readonly string[];
}
