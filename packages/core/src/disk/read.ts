import { type FileHandle, open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Range } from "@zcf/contract";
import { orMissing } from "./system-error.ts";

export async function readBytes(path: string, range?: Range): Promise<Uint8Array> {
  if (range === undefined) return readFile(path);
  const handle = await open(path, "r");
  try {
    return await readRange(handle, range);
  } finally {
    await handle.close();
  }
}

/** Reads until the range is full or the file ends; a single read may return less. */
async function readRange(handle: FileHandle, range: Range): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(range.length);
  let filled = 0;
  while (filled < range.length) {
    const { bytesRead } = await handle.read(buffer, filled, range.length - filled, range.offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

export async function directoryNames(directory: string): Promise<readonly string[]> {
  const names = (await orMissing(readdir(directory))) ?? [];
  return names.toSorted(byCodeUnit);
}

/** Depth first, sorted; linked directories are followed, each real directory once. */
export async function* listFiles(
  directory: string,
  suffix: string,
  seen: Set<bigint> = new Set(),
): AsyncIterable<string> {
  const self = await orMissing(stat(directory, { bigint: true }));
  if (self === null || seen.has(self.ino)) return;
  seen.add(self.ino);
  const entries = (await orMissing(readdir(directory, { withFileTypes: true }))) ?? [];
  for (const entry of entries.toSorted((a, b) => byCodeUnit(a.name, b.name))) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isDirectory(path))))
      yield* listFiles(path, suffix, seen);
    else if (entry.name.endsWith(suffix)) yield path;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return (await orMissing(stat(path)))?.isDirectory() ?? false;
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
