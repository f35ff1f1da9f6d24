import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/** What a file was: size, mode and content's digest. */
export type TreeDigest = Readonly<Record<string, string>>;

/** Digests every regular file below a folder; `skip` sees the path relative to it. */
export async function digestTree(
  folder: string,
  skip: (path: string) => boolean = () => false,
): Promise<TreeDigest> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const wanted = files.filter((path) => !skip(path)).toSorted();
  return Object.fromEntries(
    await Promise.all(wanted.map(async (path) => [path, await digestOf(join(folder, path))] as const)),
  );
}

/** Files that a database driver or an idle app-server touches by itself. */
export function isVolatile(path: string): boolean {
  return /-(wal|shm)$/.test(path) || path.startsWith("logs_") || path.startsWith("tmp/");
}

async function digestOf(file: string): Promise<string> {
  const [stat, content] = await Promise.all([lstat(file), readFile(file)]);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return `${(stat.mode & 0o7777).toString(8)} ${stat.size} ${sha256}`;
}
