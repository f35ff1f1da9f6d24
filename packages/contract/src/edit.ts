import type { Digest, FilePath } from "./path.ts";
import type { SqlValue } from "./view.ts";

/** Bytes to replace: at `offset` of the file as it is now stands `before`. Lengths may differ; either side may be empty. */
export interface Hunk {
  readonly offset: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Nanoseconds since 1970; written to the microsecond. */
export interface FileTimes {
  readonly atimeNs: bigint;
  readonly mtimeNs: bigint;
}

/** What finds one row. */
export type RowKey = Readonly<Record<string, SqlValue>>;

/**
 * One row of a table: found by `key`, guarded by `before`. `before` and `after` name the same columns.
 *
 * Where both sides are equal it changes nothing, and only guards: the unit is not written unless the row still stands so.
 */
export interface RowChange {
  readonly key: RowKey;
  readonly before: Readonly<Record<string, SqlValue>>;
  readonly after: Readonly<Record<string, SqlValue>>;
}

/** Permission bits (`0o7777` at most) that a file has, and those it gets. */
export interface ModeChange {
  readonly before: number;
  readonly after: number;
}

interface EditBase {
  /** One of the adapter's {@link Group} ids. */
  readonly group: string;
  /** Its sides hold a secret: previews mask it, and its journalled copy is kept apart. Only among required edits. */
  readonly sensitive?: true;
}

/**
 * Changes bytes of a file.
 *
 * `base` a digest: the whole file must still have it. `base: null`: only the hunks' `before` must match, others may
 * append meanwhile. Hunks are sorted by offset and disjoint. Equal lengths are written in place, into the same inode;
 * otherwise the file is replaced by rename, owner kept, and mode unless there is a new one.
 */
export interface PatchEdit extends EditBase {
  readonly kind: "patch";
  readonly file: FilePath;
  readonly base: Digest | null;
  readonly hunks: readonly Hunk[];
  /** The file must still have this many bytes: whoever appended to it may have stored elsewhere where. */
  readonly size?: number;
  /** Put the access and modification times back afterwards (to the microsecond). */
  readonly keepTimes?: true;
  /** The times it gets instead. */
  readonly times?: FileTimes;
  /** Who may read and write it changes as well, or, without hunks, alone. Guarded by `before`; only with a `base`. */
  readonly mode?: ModeChange;
  /** Hunks (and `size`) count in the decoded bytes; the file is always replaced, encoded anew. Only with `base: null`. */
  readonly encoding?: "zstd";
}

/** Makes a file that must not exist, in a directory that must. */
export interface CreateEdit extends EditBase {
  readonly kind: "create";
  readonly file: FilePath;
  readonly content: Uint8Array;
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly times?: FileTimes;
}

/** Removes a file that must have exactly this content. A symbolic link stays no link: its target is removed. */
export interface RemoveEdit extends EditBase {
  readonly kind: "remove";
  readonly file: FilePath;
  readonly content: Uint8Array;
}

/** Changes rows of one table, each only where key and `before` still match. Allowed in units, not among required edits. */
export interface RowsEdit extends EditBase {
  readonly kind: "rows";
  readonly database: FilePath;
  readonly table: string;
  readonly changes: readonly RowChange[];
  /** Keys of rows that must not be there: what is stored meanwhile would not be changed along. */
  readonly absent?: readonly RowKey[];
}

/** One declared change to one file. */
export type FileEdit = PatchEdit | CreateEdit | RemoveEdit;

/** One declared change. It holds both sides: it guards itself, prints its diff, and inverts. */
export type Edit = FileEdit | RowsEdit;
