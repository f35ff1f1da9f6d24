import { type FileHandle, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { changed } from "../errors.ts";
import type { SeenLog } from "./disk.ts";
import { append, syncDirectory } from "./write.ts";

/** The old inode is kept open across the rename, so that an append that came in between is seen and not lost. */
export async function replaceLog(from: string, to: string, seen: SeenLog): Promise<void> {
  const old = await open(to, "r");
  try {
    const now = await old.stat({ bigint: true });
    if (now.ino !== seen.ino || now.size !== BigInt(seen.size)) throw changed(to);
    await rename(from, to);
    await syncDirectory(dirname(to));
    await carryOver(old, to, seen.size);
  } finally {
    await old.close();
  }
}

async function carryOver(old: FileHandle, to: string, from: number): Promise<void> {
  const { size } = await old.stat();
  if (size <= from) return;
  const tail = Buffer.alloc(size - from);
  await old.read(tail, 0, tail.length, from);
  await append(to, tail);
}
