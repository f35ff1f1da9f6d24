import { closeSync, openSync, utimesSync, writeSync } from "node:fs";
import { constants, type FileHandle, lstat, open, rename, rm, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import type { Hunk } from "@zcf/contract";
import type { Attributes, NewFile, Placement, Times } from "./disk.ts";
import { orMissing, systemCode } from "./system-error.ts";

/** How much of a file is in memory while it is spliced. */
const CHUNK_BYTES = 1 << 20;

/** Made with 0600 first, so that no other mode is ever seen on a half-written file. */
export async function writeNew(path: string, content: Uint8Array, file: NewFile): Promise<void> {
  await withHandle(path, "wx", async (handle) => {
    await handle.writeFile(content);
    await dress(handle, file);
    await handle.sync();
  });
}

export async function append(path: string, content: Uint8Array): Promise<void> {
  await withHandle(path, "a", async (handle) => {
    await handle.writeFile(content);
    await handle.sync();
  });
}

/** A few bytes each: written right away, like the small reads in `stat.ts`. */
export async function writeAt(path: string, placements: readonly Placement[]): Promise<void> {
  const descriptor = openSync(path, "r+");
  try {
    for (const { offset, bytes } of placements) writeFully(descriptor, bytes, offset);
  } finally {
    closeSync(descriptor);
  }
}

export async function writeSpliced(
  source: string,
  target: string,
  hunks: readonly Hunk[],
  attributes: Attributes,
): Promise<void> {
  await withHandle(target, "wx", async (output) => {
    await withHandle(source, "r", async (input) => {
      let from = 0;
      for (const hunk of hunks) {
        await copyRange(input, output, from, hunk.offset);
        await output.writeFile(hunk.after);
        from = hunk.offset + hunk.before.length;
      }
      await copyRange(input, output, from, Number.POSITIVE_INFINITY);
    });
    await dress(output, { mode: attributes.mode, owner: attributes, times: attributes });
    await output.sync();
  });
}

export async function renameOver(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncDirectory(dirname(to));
}

/** Looks first: on a read-only file system even removing nothing fails. */
export async function removeFile(path: string): Promise<void> {
  if ((await orMissing(lstat(path))) === null) return;
  await orMissing(unlink(path));
  await syncDirectory(dirname(path));
}

export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

export async function setAttributes(path: string, attributes: Attributes): Promise<void> {
  await withHandle(path, "r+", (handle) =>
    dress(handle, { mode: attributes.mode, owner: attributes, times: attributes }),
  );
}

export async function setTimes(path: string, times: Times): Promise<void> {
  utimesSync(path, seconds(times.atimeNs), seconds(times.mtimeNs));
}

/** Makes names durable; a system that cannot sync a directory does not need it. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await orMissing(open(path, "r"));
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (error) {
    if (systemCode(error) !== "EPERM" && systemCode(error) !== "EINVAL" && systemCode(error) !== "EISDIR")
      throw error;
  } finally {
    await handle.close();
  }
}

export async function syncFile(path: string): Promise<void> {
  await withHandle(path, constants.O_RDWR, (handle) => handle.sync());
}

async function withHandle<T>(
  path: string,
  flags: string | number,
  use: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(path, flags, 0o600);
  try {
    return await use(handle);
  } catch (error) {
    // What fails on an open descriptor does not say which file it was.
    if (error instanceof Error && !("path" in error)) Object.assign(error, { path });
    throw error;
  } finally {
    await handle.close();
  }
}

function writeFully(descriptor: number, bytes: Uint8Array, offset: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, offset + written);
  }
}

async function copyRange(input: FileHandle, output: FileHandle, start: number, end: number): Promise<void> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(end - start, 1)));
  let position = start;
  while (position < end) {
    const length = Math.min(buffer.length, end - position);
    const { bytesRead } = await input.read(buffer, 0, length, position);
    if (bytesRead === 0) return;
    await output.writeFile(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

/** Owner before mode, because a change of owner clears the set-id bits; times last. */
async function dress(handle: FileHandle, file: NewFile): Promise<void> {
  const isKept = file.owner === undefined || (await keepOwner(handle, file.owner));
  await handle.chmod(isKept ? file.mode : withoutGroup(file.mode));
  if (file.times !== undefined) await handle.utimes(seconds(file.times.atimeNs), seconds(file.times.mtimeNs));
}

/** `false` when the file is ours but its group is one we are not in, which only root could keep. */
async function keepOwner(
  handle: FileHandle,
  owner: { readonly uid: number; readonly gid: number },
): Promise<boolean> {
  const now = await handle.stat();
  if (now.uid === owner.uid && now.gid === owner.gid) return true;
  try {
    await handle.chown(owner.uid, owner.gid);
    return true;
  } catch (error) {
    if (systemCode(error) !== "EPERM" || now.uid !== owner.uid) throw error;
    return false;
  }
}

/** Another group must not get to do what only the old one could: it keeps no more than everybody has. */
function withoutGroup(mode: number): number {
  return (mode & ~0o070) | (mode & ((mode & 0o007) << 3) & 0o070);
}

/** Half a microsecond more, because the system truncates and a double cannot hold every microsecond exactly. */
function seconds(ns: bigint): number {
  return (Number(ns / 1000n) + 0.5) / 1e6;
}
