import type {
  Capabilities,
  FileStat,
  Holder,
  Hunk,
  Process,
  ProcessQuery,
  Range,
  Row,
  RowChange,
  RowKey,
  SqlValue,
} from "@zcf/contract";

/** Times in nanoseconds since 1970; written back to the microsecond, which is what `utimes` can. */
export interface Times {
  readonly atimeNs: bigint;
  readonly mtimeNs: bigint;
}

/** What a replaced file keeps. */
export interface Attributes extends Times {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** A file as it stands, from one open descriptor. */
export interface Examined {
  readonly attributes: Attributes;
  readonly ino: bigint;
  /** Bytes. */
  readonly size: number;
  /** What stands in each of the ranges that were asked for. */
  readonly pieces: readonly Uint8Array[];
}

/** Bytes to write at an offset of an existing file, over as many bytes that are there. */
export interface Placement {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The row changes of one unit in one table; a unit may have several. */
export interface UnitRows {
  readonly unit: string;
  readonly table: string;
  readonly changes: readonly RowChange[];
  /** Keys of rows that must not be there. */
  readonly absent?: readonly RowKey[];
}

/** Why the rows of a unit were not changed; units that are not named here were. */
export interface RowsRefusal {
  readonly unit: string;
  /** `changed`: a row is no longer what the plan read. `database`: SQLite refused. */
  readonly code: "changed" | "database";
  readonly reason: string;
}

/** What the files of a tree come to. */
export interface TreeSize {
  readonly bytes: number;
  /** `false` when a part of it may not be looked into: it has at least so many bytes. */
  readonly whole: boolean;
}

/** A lock that is held until `release`. */
export interface HeldLock {
  release(): Promise<void>;
}

/** Who we are to other processes. */
export interface Self {
  readonly pid: number;
  readonly host: string;
  /** When this process started, in the system's own unit; `null` where it does not tell. */
  readonly started: string | null;
  /** `null`, or left out, where the system does not tell. */
  readonly space?: PidSpace | null;
}

/** What a pid counts in. */
export interface PidSpace {
  /** The machine's own id; `null` where it has none, as in many containers. */
  readonly machine: string | null;
  /** Another one each time the machine is started. */
  readonly boot: string;
  /** Containers of one machine count each for itself. */
  readonly pids: string;
}

/** Everything that looks at the machine. A missing file is `null`; other failures are the system's own errors. */
export interface DiskReader {
  readonly can: Capabilities;
  readonly self: Self;
  /** Milliseconds since 1970; whoever may set the clock can set it back. */
  now(): number;
  /** Milliseconds since some moment, on a clock that nobody can set. */
  elapsed(): number;
  /** Eight random hex digits. */
  nonce(): string;
  wait(ms: number): Promise<void>;
  /** Lets go for a moment: file calls do not, and a signal would not be heard. */
  turn(): Promise<void>;
  stat(path: string): Promise<FileStat | null>;
  attributes(path: string): Promise<Attributes | null>;
  examine(path: string, ranges: readonly Range[]): Promise<Examined | null>;
  /** Where a write to the path would land: links followed, also one that dangles. */
  resolve(path: string): Promise<string>;
  read(path: string, range?: Range): Promise<Uint8Array>;
  /** The names in a directory, sorted; none when it is missing. */
  names(directory: string): Promise<readonly string[]>;
  /** Files below a directory, sorted; at most `depth` levels of it. */
  list(directory: string, suffix: string, depth: number): Iterable<string>;
  /** What a file, or all files below a directory, hold; links are not followed. `null` when nothing is there. */
  treeSize(path: string): Promise<TreeSize | null>;
  query(database: string, sql: string, params: readonly SqlValue[]): AsyncIterable<Row>;
  /** A picture of who has which file open or locked, taken when first asked; links are followed. */
  probe(): HolderProbe;
  processes(query: ProcessQuery): Promise<readonly Process[]>;
  /** Whether that very process still runs; `true` when it cannot be told. */
  alive(who: Self): Promise<boolean>;
}

/** Answers from one look at the machine. */
export interface HolderProbe {
  holders(path: string): Promise<readonly Holder[]>;
}

/**
 * The one port through which bytes change. Every method below is one step for fault injection: it is not begun,
 * torn in the middle, or done.
 */
export interface Disk extends DiskReader {
  /** With missing parents; an existing directory is left as it is. */
  makeDirectory(path: string, mode: number): Promise<void>;
  /** A file that must not exist yet, written and fsynced. */
  writeNew(path: string, content: Uint8Array, attributes: NewFile): Promise<void>;
  /** At the end of a file of ours, made with 0600 when missing, and fsynced. */
  append(path: string, content: Uint8Array): Promise<void>;
  /**
   * A file of ours (0600) anew: whoever reads it meets the old content or the new one. After a crash of the machine it may
   * hold anything, so it is only for what need not outlive one and can be told to be damaged.
   */
  writeVolatile(path: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** Over existing bytes of the same inode; not fsynced (see {@link flush}). */
  writeAt(path: string, placements: readonly Placement[]): Promise<void>;
  /**
   * The after-sides of hunks that keep their length, over the before-sides; not fsynced. Throws a `SwitchError` `changed`
   * when neither side stands there. With `times` those are set afterwards, and before, because who may write to a
   * file may not always date it, and could not take that back either.
   */
  place(path: string, hunks: readonly Hunk[], times: Times | null): Promise<void>;
  /** A new file from an old one with hunks replaced, in bounded memory; not fsynced (see {@link flush}). */
  writeSpliced(source: string, target: string, hunks: readonly Hunk[], attributes: Attributes): Promise<void>;
  /** Moves over whatever is there, then fsyncs the directory. */
  rename(from: string, to: string): Promise<void>;
  /**
   * Moves over a file that others may append to, if it is still the one that was seen; bytes that were appended to it
   * in the last moment are carried over. Throws a `SwitchError` `changed` otherwise. The directory is not fsynced.
   */
  replaceLog(from: string, to: string, seen: SeenLog): Promise<void>;
  /** Nothing to remove is fine. */
  remove(path: string): Promise<void>;
  /** With all that is in it; nothing to remove is fine. */
  removeTree(path: string): Promise<void>;
  setAttributes(path: string, attributes: Attributes): Promise<void>;
  /** The permission bits of a file or directory of our own; a link is refused (`ELOOP`). */
  setMode(path: string, mode: number): Promise<void>;
  /** Makes written bytes of files, and names in directories, durable; what is gone needs nothing. */
  flush(paths: readonly string[]): Promise<void>;
  /** All units of a database in one transaction, a savepoint each. */
  changeRows(database: string, units: readonly UnitRows[]): Promise<readonly RowsRefusal[]>;
  /** A consistent copy of a live database (`VACUUM INTO`). */
  copyDatabase(from: string, to: string): Promise<void>;
  copyFile(from: string, to: string): Promise<void>;
  /** An exclusive `flock`; `null` when it stays busy for `waitMs`. */
  flock(path: string, options: FlockOptions): Promise<HeldLock | null>;
  /** Many of them at once, without waiting; `null` in the place of each that is busy. None is held when it throws. */
  flockAll(requests: readonly FlockRequest[]): Promise<readonly (HeldLock | null)[]>;
  /**
   * A lock that is a directory; `null` when it stays busy for `waitMs`. One that is stale is taken over, and so is one that
   * a process of ours left: the caller holds the home's own lock.
   */
  lockDirectory(path: string, options: LockDirectoryOptions): Promise<HeldLock | null>;
  /** Removes a lock directory that a process of ours left; anybody else's stays. */
  unlockDirectory(path: string): Promise<void>;
}

/** A file as it was when it was copied. */
export interface SeenLog {
  readonly ino: bigint;
  /** Bytes. */
  readonly size: number;
}

export interface FlockOptions {
  readonly waitMs: number;
  /** Make the file (0600) when it is missing, and unlink it before the lock is let go. */
  readonly ephemeral: boolean;
}

export interface LockDirectoryOptions {
  readonly waitMs: number;
  /** As of a contract's `DirectoryLock`. */
  readonly staleMs: number;
}

export interface FlockRequest extends Omit<FlockOptions, "waitMs"> {
  readonly path: string;
}

/** Attributes of a new file; owner and times are set when given. */
export interface NewFile {
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly times?: Times;
}
