import {
  closeSync,
  constants,
  fchmodSync,
  fsync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Hunk } from "@zcf/contract";
import { changed } from "../errors.ts";
import type { Attributes, NewFile, Placement, Times } from "./disk.ts";
import { date, dress } from "./dress.ts";
import { readRange } from "./read.ts";
import { missingAsNull, systemCode } from "./system-error.ts";

// Synchronous behind an asynchronous face, as in stat.ts; only where many files are flushed at once does the system's
// own parallelism pay for the way through the thread pool.

/** How much of a file is in memory while it is spliced. */
const CHUNK = Buffer.allocUnsafeSlow(1 << 18);

/** Made with 0600 first, so that no other mode is ever seen on a half-written file. */
export async function writeNew(path: string, content: Uint8Array, file: NewFile): Promise<void> {
  withDescriptor(path, "wx", (descriptor) => {
    writeFileSync(descriptor, content);
    dress(descriptor, file);
    fsyncSync(descriptor);
  });
}

export async function append(path: string, content: Uint8Array): Promise<void> {
  withDescriptor(path, "a", (descriptor) => {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  });
}

/** The draft of a path has one name, so that one that was left behind is written over. */
export async function writeVolatile(
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const draft = `${path}.draft`;
  try {
    await writeDraft(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw named(error, path);
  }
}

async function writeDraft(
  draft: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const descriptor = openSync(draft, "w", 0o600);
  try {
    for await (const part of content) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
}

export async function writeAt(path: string, placements: readonly Placement[]): Promise<void> {
  withDescriptor(path, "r+", (descriptor) => {
    for (const { offset, bytes } of placements) writeFully(descriptor, bytes, offset);
  });
}

export async function place(path: string, hunks: readonly Hunk[], times: Times | null): Promise<void> {
  withDescriptor(path, "r+", (descriptor) => {
    // The after-side may stand there already, where a file has two names.
    const isKnown = stands(descriptor, hunks, "before") || stands(descriptor, hunks, "after");
    if (!isKnown) throw changed(path);
    if (times !== null) date(descriptor, times);
    for (const { offset, after } of hunks) writeFully(descriptor, after, offset);
    if (times !== null) date(descriptor, times);
  });
}

function stands(descriptor: number, hunks: readonly Hunk[], side: "before" | "after"): boolean {
  return hunks.every((hunk) => {
    const range = { offset: hunk.offset, length: hunk[side].length };
    return Buffer.compare(readRange(descriptor, range), hunk[side]) === 0;
  });
}

export async function writeSpliced(
  source: string,
  target: string,
  hunks: readonly Hunk[],
  attributes: Attributes,
): Promise<void> {
  withDescriptor(target, "wx", (output) => {
    withDescriptor(source, "r", (input) => {
      let from = 0;
      for (const hunk of hunks) {
        copyRange(input, output, from, hunk.offset);
        writeFileSync(output, hunk.after);
        from = hunk.offset + hunk.before.length;
      }
      copyRange(input, output, from, Number.POSITIVE_INFINITY);
    });
    dress(output, { mode: attributes.mode, owner: attributes, times: attributes });
  });
}

export async function renameOver(from: string, to: string): Promise<void> {
  renameSync(from, to);
  syncDirectory(dirname(to));
}

/** Looks first: on a read-only file system even removing nothing fails. */
export async function removeFile(path: string): Promise<void> {
  if (missingAsNull(() => lstatSync(path)) === null) return;
  missingAsNull(() => unlinkSync(path));
  syncDirectory(dirname(path));
}

export async function removeTree(path: string): Promise<void> {
  rmSync(path, { recursive: true, force: true });
}

export async function setAttributes(path: string, attributes: Attributes): Promise<void> {
  withDescriptor(path, "r+", (descriptor) =>
    dress(descriptor, { mode: attributes.mode, owner: attributes, times: attributes }),
  );
}

/** On what was opened, so that nobody can put a link in its place meanwhile. */
export async function setMode(path: string, mode: number): Promise<void> {
  withDescriptor(path, constants.O_RDONLY | constants.O_NOFOLLOW, (descriptor) =>
    fchmodSync(descriptor, mode),
  );
}

const syncDescriptor = promisify(fsync);

/** How many syncs are under way at once; the thread pool has four threads unless it is told otherwise. */
const LANES = 8;

/** Files and directories: together they take half of what they take one after the other. */
export async function flush(paths: readonly string[]): Promise<void> {
  const queue = paths.values();
  const lane = async (): Promise<void> => {
    for (const path of queue) await syncInBackground(path);
  };
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
  const failure = ends.find((end) => end.status === "rejected");
  if (failure !== undefined) throw failure.reason;
}

/** Makes names durable. */
export function syncDirectory(path: string): void {
  const descriptor = missingAsNull(() => openSync(path, "r"));
  if (descriptor === null) return;
  try {
    fsyncSync(descriptor);
  } catch (error) {
    throwUnlessNeedless(error);
  } finally {
    closeSync(descriptor);
  }
}

async function syncInBackground(path: string): Promise<void> {
  const opened = missingAsNull(() => openToSync(path));
  if (opened === null) return;
  try {
    await syncDescriptor(opened.descriptor);
  } catch (error) {
    if (opened.isFile) throw named(error, path);
    throwUnlessNeedless(error);
  } finally {
    closeSync(opened.descriptor);
  }
}

/** Some systems sync only what is open for writing, and no system opens a directory, or what is read-only, for that. */
function openToSync(path: string): { readonly descriptor: number; readonly isFile: boolean } {
  try {
    return { descriptor: openSync(path, "r+"), isFile: true };
  } catch (error) {
    const code = systemCode(error) ?? "";
    if (!["EISDIR", "EACCES"].includes(code)) throw error;
    return { descriptor: openSync(path, "r"), isFile: code === "EACCES" };
  }
}

/** A system that cannot sync a directory does not need it. */
function throwUnlessNeedless(error: unknown): void {
  if (!["EPERM", "EINVAL", "EISDIR"].includes(systemCode(error) ?? "")) throw error;
}

function withDescriptor(path: string, flags: string | number, use: (descriptor: number) => void): void {
  const descriptor = openSync(path, flags, 0o600);
  try {
    use(descriptor);
  } catch (error) {
    throw named(error, path);
  } finally {
    closeSync(descriptor);
  }
}

/** What fails on an open descriptor does not say which file it was. */
function named(error: unknown, path: string): unknown {
  return error instanceof Error && !("path" in error) ? Object.assign(error, { path }) : error;
}

function writeFully(descriptor: number, bytes: Uint8Array, offset: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, offset + written);
  }
}

function copyRange(input: number, output: number, start: number, end: number): void {
  let position = start;
  while (position < end) {
    const count = readSync(input, CHUNK, 0, Math.min(CHUNK.length, end - position), position);
    if (count === 0) return;
    writeFileSync(output, CHUNK.subarray(0, count));
    position += count;
  }
}
