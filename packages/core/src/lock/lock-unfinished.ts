import type { Context } from "../context.ts";
import type { HeldLock } from "../disk/disk.ts";
import { quietly } from "../disk/system-error.ts";
import { homesOf, type Pending, pendingOn } from "../recovery/pending.ts";
import { lockHomes } from "./lock-homes.ts";

/** Homes that are locked, and what is unfinished there, whose other homes are locked as well. */
export interface LockedHomes extends HeldLock {
  readonly pending: readonly Pending[];
}

/** Begins anew where an operation that is about further homes died there while we waited. */
export async function lockUnfinished(
  context: Context,
  homes: readonly string[],
  waitMs: number | undefined,
): Promise<LockedHomes> {
  const { disk, layout } = context;
  for (;;) {
    const wanted = new Set([...homes, ...homesOf(await pendingOn(disk, layout, homes))]);
    const locks = await lockHomes(context, [...wanted], waitMs);
    const pending = await pendingOn(disk, layout, homes).catch(async (error: unknown) => {
      await quietly(() => locks.release());
      throw error;
    });
    if (homesOf(pending).every((home) => wanted.has(home))) return { ...locks, pending };
    await locks.release();
  }
}
