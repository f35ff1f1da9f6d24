import type { Json } from "./json.ts";
import type { Digest, FilePath } from "./path.ts";

/** What the running Node and machine can do; what is false here must be skipped with a reason, not guessed. */
export interface Capabilities {
  /** A SQLite driver is there (`node:sqlite` from 22.13 on, or the optional driver). */
  readonly sqlite: boolean;
  /** A way to take a `flock(2)` lock is there. */
  readonly flock: boolean;
  /** Open descriptors of other processes can be seen (`/proc`, or `lsof`). */
  readonly processes: boolean;
  /** The running Node can read and write Zstandard (22.15 on). */
  readonly zstd: boolean;
  /** Files have permission bits that say who may read them (not on Windows). */
  readonly modes: boolean;
}

/** A file's attributes, symlinks followed. */
export interface FileStat {
  readonly kind: "file" | "directory" | "other";
  /** Bytes. */
  readonly size: number;
  /** Permission bits, `0o7777` at most. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  /** What the path itself says when it is a symbolic link; `null` when it is not one. */
  readonly link: string | null;
}

/** Somebody else who has a file: a lock held on it, or an open descriptor. */
export interface Holder {
  readonly how: "flock" | "open";
  /** `null` where the system does not tell. */
  readonly pid: number | null;
}

/** A running process, as far as the system lets us see it. */
export interface Process {
  readonly pid: number;
  /** The executable's short name, e.g. `codex`. */
  readonly name: string;
  /** Its arguments without the executable; they may hold secrets, so never put one into a notice. */
  readonly args: readonly string[];
  /** The asked-for environment variables that are set in it. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface ProcessQuery {
  readonly names: readonly string[];
  /** Which environment variables to read from each. */
  readonly variables: readonly string[];
}

/** What SQLite holds; integers beyond 2^53 arrive as `bigint`. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** A result row, by column name. */
export type Row = Readonly<Record<string, SqlValue>>;

/** A part of a file, in bytes; it may reach past the end, then less is read. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/**
 * All that an adapter sees of the machine. It cannot write; core bounds every call.
 *
 * Every method throws a `SwitchError`: `outside-roots` for a path that the store may not read,
 * `unreadable` (with the system's code) for a file that cannot be read.
 */
export interface View {
  readonly can: Capabilities;
  /** Joins and normalises; relative names are taken from `base`. Throws `outside-roots` beyond the store's read roots. */
  path(base: string, ...names: readonly string[]): FilePath;
  /** Where a path leads, links followed, also a dangling one; outside the read roots too, because no content is read. */
  resolve(path: string): Promise<string>;
  /** `null` when nothing is there, also when a parent directory is missing or the link dangles. */
  stat(file: FilePath): Promise<FileStat | null>;
  /** The whole file, or a part of it; a file that is not there is `unreadable` with `ENOENT`. */
  read(file: FilePath, range?: Range): Promise<Uint8Array>;
  /**
   * What an encoded file holds, by the same function that core edits it with; the whole of it is in memory.
   *
   * Throws `unreadable` with `EZSTD` for bytes that are not one whole stream, or decode to more than 512 MiB.
   */
  decode(file: FilePath, content: Uint8Array, encoding: "zstd"): Uint8Array;
  /** The digest of bytes that were read; the same function core guards with. */
  digest(content: Uint8Array): Digest;
  /**
   * Every file below a directory whose name ends in `suffix`, sorted by path; nothing when the directory is missing.
   *
   * `depth` 1: only those directly in it; 2: also those one directory further down; without it, however deep.
   */
  list(directory: FilePath, suffix: string, depth?: number): AsyncIterable<FilePath>;
  /** Rows of a read-only query. Throws `sqlite-unavailable`, or `database` with what SQLite said. */
  query(database: FilePath, sql: string, params?: readonly SqlValue[]): AsyncIterable<Row>;
  /** Who holds any of these files, without our own process; probed once per operation. A missing file has none. */
  holders(file: FilePath): Promise<readonly Holder[]>;
  /** Running processes by short name, without our own. Empty where `can.processes` is false. */
  processes(query: ProcessQuery): Promise<readonly Process[]>;
  /** What the ledger remembers under a key (see {@link Memory}); `null` when nothing. */
  recall(key: string): Promise<Json | null>;
  /**
   * The result of `compute`, kept, also for later runs, for as long as inode, size and times of the file stay the same.
   *
   * `earlier` is what was kept for an earlier state of the same inode under the same key, so that only what may differ
   * needs reading; `null` the first time, and when the file is shorter now. The result must depend on the file's bytes
   * alone; `key` changes when its shape does.
   */
  memo<T extends Json>(
    file: FilePath,
    key: string,
    compute: (earlier: Earlier<T> | null) => Promise<T>,
  ): Promise<T>;
}

/** What was kept for an earlier state of a file. */
export interface Earlier<T extends Json> {
  readonly value: T;
  /** Bytes the file had then; it has at least as many now. */
  readonly size: number;
  /** Whether size and modification time are as they were then: a write by zcf, which puts the time back, or none. */
  readonly sameTime: boolean;
}
