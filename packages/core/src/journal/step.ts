import type { Digest, FileTimes, Hunk, Json, Lock, RowChange, RowKey } from "@zcf/contract";
import type { Attributes } from "../disk/disk.ts";

/** How the bytes get there: over the same inode, by renaming a staged file over it, or by removing it. */
type Mechanism = "place" | "replace" | "remove";

/** One file's change as the journal keeps it: enough to apply it, to recognise either side, and to take it back. */
export interface FileStep {
  /** Whose it is, by its place in `begin`; always 0 in a unit, whose batch says it. */
  readonly store: number;
  readonly group: string;
  readonly mechanism: Mechanism;
  readonly file: string;
  /** Where the file really lies, links followed. */
  readonly target: string;
  /** The temporary file beside the target; `null` when none is made. */
  readonly staged: string | null;
  /** `null` when the file did not exist. */
  readonly attributes: Attributes | null;
  /** `null` when the file did not exist. */
  readonly ino: bigint | null;
  /** Bytes; 0 when the file did not exist. */
  readonly size: number;
  /** The plan counts on that size: what is appended until the swap is a conflict, not carried along. */
  readonly fixed?: true;
  /** Digests of the whole file on either side; `null` where it does not exist, or where only the hunks are guarded. */
  readonly before: Digest | null;
  readonly after: Digest | null;
  /** Whether digests identify the sides; otherwise the hunks do, and others may append. */
  readonly whole: boolean;
  /** What the hunks count in is the decoded content; `whole` then. */
  readonly encoding?: "zstd";
  /** A copy of an encoded file: encoded anew it would say the same in other bytes. In the operation's folder, while that is pending. */
  readonly kept?: string;
  readonly keepTimes: boolean;
  readonly sensitive: boolean;
  /** Of a file that is created, or gets another one than `attributes` has; `null` where it stays. */
  readonly mode: number | null;
  /** Of a file that is created. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** What the file gets, instead of those that `attributes` has. */
  readonly times?: FileTimes;
  /** A created file is one hunk with an empty `before`, a removed one is one with an empty `after`. */
  readonly hunks: readonly Hunk[];
  /** The whole before-side of a required patch: an undo needs it where the tool has changed the file since. Always sealed. */
  readonly content?: Uint8Array;
}

/** Its bytes stay as they are: neither side of them is anywhere in the record. */
export function isModeAlone({ whole, before, after }: FileStep): boolean {
  return whole && before === after;
}

/** An entry of the ledger that was written over. */
export interface Replaced {
  readonly key: string;
  readonly before: Json | null;
  readonly after: Json;
}

export interface RowsStep {
  readonly database: string;
  readonly table: string;
  readonly changes: readonly RowChange[];
  readonly absent?: readonly RowKey[];
}

export interface UnitStep {
  readonly id: string;
  readonly group: string;
  readonly files: readonly FileStep[];
  readonly rows: readonly RowsStep[];
  readonly locks: readonly Lock[];
  /** As of the unit; `[id]` when left out. */
  readonly subjects?: readonly string[];
  readonly ledger?: readonly Replaced[];
}
