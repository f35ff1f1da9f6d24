import { createHash } from "node:crypto";
import { join } from "node:path";

/** Modes of everything in our own state: it can hold keys. */
export const DIRECTORY_MODE = 0o700;
export const FILE_MODE = 0o600;

/** Where our own state lies below `$ZCF_HOME`. */
export interface StateLayout {
  readonly operations: string;
  /** Operations that are not over; anything here that no process works on wants recovery. */
  readonly pending: string;
  /** Operations that are over, by id, which sorts by time. */
  readonly done: string;
  /** Operations that retention takes away, for as long as that lasts; no list looks here. */
  readonly removed: string;
  readonly backups: string;
  readonly ledgerRoot: string;
  readonly ledger: (home: string) => string;
  /** A folder of claims for each home. */
  readonly lockRoot: string;
  readonly locks: (home: string) => string;
  /** What can be computed again; safe to delete at any time. */
  readonly cache: string;
  readonly memo: (home: string) => string;
}

/** The directories that hold all there is; beside them may be files of earlier versions. */
export function ownRoots({
  operations,
  backups,
  ledgerRoot,
  lockRoot,
  cache,
}: StateLayout): readonly string[] {
  return [operations, backups, ledgerRoot, lockRoot, cache];
}

export function stateLayout(root: string): StateLayout {
  return {
    operations: join(root, "operations"),
    pending: join(root, "operations", "pending"),
    done: join(root, "operations", "done"),
    removed: join(root, "operations", "removed"),
    backups: join(root, "backups"),
    ledgerRoot: join(root, "ledger"),
    ledger: (home) => join(root, "ledger", `${homeKey(home)}.ndjson`),
    lockRoot: join(root, "locks"),
    locks: (home) => join(root, "locks", homeKey(home)),
    cache: join(root, "cache"),
    memo: (home) => join(root, "cache", `${homeKey(home)}.memo`),
  };
}

/** A short name for a home, the same for every spelling that resolves to it when the caller resolves it first. */
function homeKey(home: string): string {
  return createHash("sha256").update(home).digest("hex").slice(0, 16);
}
