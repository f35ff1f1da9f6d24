import { dirname } from "node:path";
import type { Lock } from "@zcf/contract";
import { requireLocks } from "../apply/tool-locks.ts";
import type { Disk, DiskReader } from "../disk/disk.ts";

/** Acts while the tool's locks are held. */
export async function underLocks<T>(disk: Disk, locks: readonly Lock[], act: () => Promise<T>): Promise<T> {
  const held = await requireLocks(disk, await standing(disk, locks));
  try {
    return await act();
  } finally {
    await held.release();
  }
}

/** Without those whose directory is gone, with the home perhaps: they keep nobody out, and cannot be taken. */
async function standing(disk: DiskReader, locks: readonly Lock[]): Promise<readonly Lock[]> {
  const found: Lock[] = [];
  for (const lock of locks) {
    const { coordination } = { coordination: undefined, ...lock };
    const files = [lock.file, ...(coordination === undefined ? [] : [coordination])];
    const stats = await Promise.all(files.map((file) => disk.stat(dirname(file))));
    if (!stats.includes(null)) found.push(lock);
  }
  return found;
}
