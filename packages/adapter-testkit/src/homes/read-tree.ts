import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

/** What a comparison of two homes looks at. */
export interface TreeEntry {
  readonly kind: "file" | "directory" | "link" | "other";
  readonly mode: number;
  /** `uid:gid`. */
  readonly owner: string;
  /** Microseconds; only of files, because a directory's changes with every temporary file in it. */
  readonly mtimeUs: bigint | null;
  /** base64 of a file, target of a link. */
  readonly content: string;
}

export interface ReadTreeOptions {
  /** Names to leave out, e.g. those SQLite makes aside. */
  readonly skip?: (name: string) => boolean;
}

/** Everything below a directory, by relative path. */
export async function readTree(
  root: string,
  options: ReadTreeOptions = {},
): Promise<ReadonlyMap<string, TreeEntry>> {
  const found = new Map<string, TreeEntry>();
  const names = await readdir(root, { recursive: true });
  for (const name of names.toSorted()) {
    if (options.skip?.(name) !== true) found.set(name, await readEntry(join(root, name)));
  }
  return found;
}

async function readEntry(path: string): Promise<TreeEntry> {
  const stat = await lstat(path, { bigint: true });
  const dress = { mode: Number(stat.mode & 0o7777n), owner: `${stat.uid}:${stat.gid}` };
  if (stat.isSymbolicLink()) return { kind: "link", ...dress, mtimeUs: null, content: await readlink(path) };
  if (stat.isDirectory()) return { kind: "directory", ...dress, mtimeUs: null, content: "" };
  if (!stat.isFile()) return { kind: "other", ...dress, mtimeUs: null, content: "" };
  const content = (await readFile(path)).toString("base64");
  return { kind: "file", ...dress, mtimeUs: stat.mtimeNs / 1000n, content };
}

/** The paths at which two trees differ. */
export function differences(
  a: ReadonlyMap<string, TreeEntry>,
  b: ReadonlyMap<string, TreeEntry>,
): readonly string[] {
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].filter((name) => !sameEntry(a.get(name), b.get(name))).toSorted();
}

export function sameEntry(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sameButTime(a, b) && a.mtimeUs === b.mtimeUs;
}

/** For files that were written at another moment. */
export function sameButTime(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.kind === b.kind && a.mode === b.mode && a.owner === b.owner && a.content === b.content;
}

/** For `skip`: the files that SQLite itself makes beside a database. */
export function isSqliteSidecar(name: string): boolean {
  return name.endsWith("-wal") || name.endsWith("-shm");
}
