import { lchownSync, lutimesSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { readTree, type TreeEntry } from "./read-tree.ts";

/** Everything below a directory, kept in memory so that it can be put there again and again. */
export type CopiedTree = ReadonlyMap<string, TreeEntry>;

/** What a file that was written shows, in seconds since 1970: long ago, and whole, so that it can be put back exactly. */
const THEN = 1_700_000_000;

/** Dates files that were written just now anew, `later` seconds behind all that were copied before. */
export async function copyTree(root: string, later = 0): Promise<CopiedTree> {
  const tree = await readTree(root);
  for (const [name, { mtimeUs }] of tree) {
    const isWhole = mtimeUs === null || mtimeUs % 1_000_000n === 0n;
    if (!isWhole) utimesSync(join(root, name), THEN + later, THEN + later);
  }
  return readTree(root);
}

/** Makes the directory anew as it was copied: bytes, modes, owners, times. */
export async function putTree(root: string, tree: CopiedTree): Promise<void> {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const [name, entry] of tree) await putEntry(join(root, name), entry);
}

async function putEntry(path: string, { kind, mode, owner, mtimeUs, content }: TreeEntry): Promise<void> {
  const [uid = 0, gid = 0] = owner.split(":").map(Number);
  if (kind === "directory") mkdirSync(path, { recursive: true });
  if (kind === "link") symlinkSync(content, path);
  if (kind === "file") writeFileSync(path, Buffer.from(content, "base64"));
  if (kind !== "link") await chmod(path, mode);
  lchownSync(path, uid, gid);
  const seconds = Number(mtimeUs ?? 0n) / 1e6;
  if (kind === "file") lutimesSync(path, seconds, seconds);
}
