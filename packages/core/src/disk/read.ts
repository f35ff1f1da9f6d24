import { closeSync, openSync, readSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Range } from "@zcf/contract";
import { orMissing } from "./system-error.ts";

/** A whole file is read in the background; a part of one is a few microseconds of work, and is read right away. */
export async function readBytes(path: string, range?: Range): Promise<Uint8Array> {
  if (range === undefined) return readFile(path);
  const descriptor = openSync(path, "r");
  try {
    return readRange(descriptor, range);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads until the range is full or the file ends; a single read may return less. */
function readRange(descriptor: number, { offset, length }: Range): Uint8Array {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, buffer, filled, length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

export async function directoryNames(directory: string): Promise<readonly string[]> {
  const names = (await orMissing(readdir(directory))) ?? [];
  return names.toSorted(byCodeUnit);
}

export interface ListOptions {
  readonly suffix: string;
  readonly depth: number;
  /** Device and inode of the directories that were gone into. */
  readonly seen: Set<string>;
}

/** Depth first, sorted; linked directories are followed, each real directory once. */
export async function* listFiles(directory: string, options: ListOptions): AsyncGenerator<string> {
  const self = await orMissing(stat(directory, { bigint: true }));
  if (self === null || options.depth === 0) return;
  // Two disks may use the same inode numbers.
  const identity = `${self.dev}:${self.ino}`;
  if (options.seen.has(identity)) return;
  options.seen.add(identity);
  const entries = (await orMissing(readdir(directory, { withFileTypes: true }))) ?? [];
  for (const entry of entries.toSorted((a, b) => byCodeUnit(a.name, b.name))) {
    const path = join(directory, entry.name);
    const isDirectory = entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToDirectory(path)));
    if (isDirectory) yield* listFiles(path, { ...options, depth: options.depth - 1 });
    else if (entry.name.endsWith(options.suffix)) yield path;
  }
}

/** A link that cannot be followed counts as a file: reading it says why, and says it of that file alone. */
async function leadsToDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
