import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import type { Range } from "@zcf/contract";
import type { Examined } from "./disk.ts";
import { attributesOf } from "./stat.ts";
import { missingAsNull } from "./system-error.ts";

// Synchronous behind an asynchronous face, as in stat.ts.

export async function readBytes(path: string, range?: Range): Promise<Uint8Array> {
  const descriptor = openToRead(path);
  try {
    return range === undefined ? readFileSync(descriptor) : readRange(descriptor, range);
  } finally {
    closeSync(descriptor);
  }
}

export async function examineFile(path: string, ranges: readonly Range[]): Promise<Examined | null> {
  const descriptor = missingAsNull(() => openToRead(path));
  if (descriptor === null) return null;
  try {
    const found = fstatSync(descriptor, { bigint: true });
    const pieces = ranges.map((range) => readRange(descriptor, range));
    return { attributes: attributesOf(found), ino: found.ino, size: Number(found.size), pieces };
  } finally {
    closeSync(descriptor);
  }
}

/** Without waiting for somebody to write to a named pipe, which no signal would end; one is refused (`ESPIPE`). */
function openToRead(path: string): number {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (!fstatSync(descriptor).isFIFO()) return descriptor;
  closeSync(descriptor);
  throw Object.assign(new Error(`ESPIPE: a pipe is no file, read '${path}'`), { code: "ESPIPE", path });
}

/** Reads until the range is full or the file ends; a single read may return less. */
export function readRange(descriptor: number, { offset, length }: Range): Uint8Array {
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
  const names = missingAsNull(() => readdirSync(directory)) ?? [];
  return names.toSorted(byCodeUnit);
}

export interface ListOptions {
  readonly suffix: string;
  readonly depth: number;
  /** Device and inode of the directories that were gone into. */
  readonly seen: Set<string>;
}

/** Depth first, sorted; linked directories are followed, each real directory once. */
export function* listFiles(directory: string, options: ListOptions): Generator<string> {
  const self = missingAsNull(() => statSync(directory, { bigint: true }));
  if (self === null || options.depth === 0) return;
  // Two disks may use the same inode numbers.
  const identity = `${self.dev}:${self.ino}`;
  if (options.seen.has(identity)) return;
  options.seen.add(identity);
  for (const entry of entriesOf(directory)) {
    const path = join(directory, entry.name);
    const isDirectory = entry.isDirectory() || (entry.isSymbolicLink() && leadsToDirectory(path));
    if (isDirectory) yield* listFiles(path, { ...options, depth: options.depth - 1 });
    else if (entry.name.endsWith(options.suffix)) yield path;
  }
}

function entriesOf(directory: string): readonly Dirent[] {
  const entries = missingAsNull(() => readdirSync(directory, { withFileTypes: true })) ?? [];
  return entries.toSorted((a, b) => byCodeUnit(a.name, b.name));
}

/** A link that cannot be followed counts as a file: reading it says why, and says it of that file alone. */
function leadsToDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
