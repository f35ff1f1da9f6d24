import { closeSync, fstatSync, openSync, readSync, renameSync } from "node:fs";
import { changed } from "../errors.ts";
import type { SeenLog } from "./disk.ts";
import { append } from "./write.ts";

/** The old inode is kept open across the rename, so that an append that came in between is seen and not lost. */
export async function replaceLog(from: string, to: string, seen: SeenLog): Promise<void> {
  const old = openSync(to, "r");
  try {
    const now = fstatSync(old, { bigint: true });
    if (now.ino !== seen.ino || now.size !== BigInt(seen.size)) throw changed(to);
    renameSync(from, to);
    await carryOver(old, to, seen.size);
  } finally {
    closeSync(old);
  }
}

async function carryOver(old: number, to: string, from: number): Promise<void> {
  const { size } = fstatSync(old);
  if (size <= from) return;
  const tail = Buffer.alloc(size - from);
  const length = readSync(old, tail, 0, tail.length, from);
  await append(to, tail.subarray(0, length));
}
