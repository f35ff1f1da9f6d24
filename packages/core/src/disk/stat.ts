import type { BigIntStats } from "node:fs";
import { lstat, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { FileStat } from "@zcf/contract";
import type { Attributes } from "./disk.ts";
import { orMissing } from "./system-error.ts";

/** As many links as Linux follows before it says ELOOP. */
const MAX_LINKS = 40;

export async function statFile(path: string): Promise<FileStat | null> {
  const found = await orMissing(stat(path, { bigint: true }));
  return found === null ? null : describe(found, await linkText(path));
}

export async function readAttributes(path: string): Promise<Attributes | null> {
  const found = await orMissing(stat(path, { bigint: true }));
  if (found === null) return null;
  return {
    mode: Number(found.mode & 0o7777n),
    uid: Number(found.uid),
    gid: Number(found.gid),
    atimeNs: found.atimeNs,
    mtimeNs: found.mtimeNs,
  };
}

/** Follows links by hand, because `realpath` fails on a link whose target does not exist yet. */
export async function resolveTarget(path: string, depth = 0): Promise<string> {
  if (depth > MAX_LINKS) throw Object.assign(new Error(`too many links: ${path}`), { code: "ELOOP" });
  const directory = await orMissing(realpath(dirname(path)));
  if (directory === null) return path;
  const here = join(directory, basename(path));
  const entry = await orMissing(lstat(here));
  if (entry === null || !entry.isSymbolicLink()) return here;
  return resolveTarget(resolve(directory, await readlink(here)), depth + 1);
}

async function linkText(path: string): Promise<string | null> {
  const entry = await orMissing(lstat(path));
  return entry?.isSymbolicLink() === true ? readlink(path) : null;
}

function describe(found: BigIntStats, link: string | null): FileStat {
  return {
    kind: kindOf(found),
    size: Number(found.size),
    mode: Number(found.mode & 0o7777n),
    uid: Number(found.uid),
    gid: Number(found.gid),
    ino: found.ino,
    mtimeNs: found.mtimeNs,
    ctimeNs: found.ctimeNs,
    link,
  };
}

function kindOf(found: BigIntStats): FileStat["kind"] {
  if (found.isFile()) return "file";
  return found.isDirectory() ? "directory" : "other";
}
