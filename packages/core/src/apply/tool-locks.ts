import type { Lock } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Disk, HeldLock } from "../disk/disk.ts";

/** Why a lock of the tool's could not be taken. */
export type LockRefusal = "busy" | "unavailable";

/** Takes all of a tool's locks in the order given, or none of them. */
export async function takeLocks(disk: Disk, locks: readonly Lock[]): Promise<HeldLock | LockRefusal> {
  if (locks.length === 0) return { release: async () => {} };
  if (!disk.can.flock) return "unavailable";
  const held: HeldLock[] = [];
  try {
    for (const lock of locks) {
      const taken = await take(disk, lock);
      if (taken === null) break;
      held.push(taken);
    }
  } catch (error) {
    await releaseAll(held);
    throw error;
  }
  if (held.length === locks.length) return { release: () => releaseAll(held) };
  await releaseAll(held);
  return "busy";
}

/** Locks around the required edits, and whether they could be taken at all. */
export interface RequiredLocks extends HeldLock {
  /** `false` on a machine without a way to take a flock: the edits then rely on their digests alone. */
  readonly taken: boolean;
}

/** A busy lock around the required edits stops the operation; throws `tool-lock-busy`. */
export async function requireLocks(disk: Disk, locks: readonly Lock[]): Promise<RequiredLocks> {
  const held = await takeLocks(disk, locks);
  if (held === "unavailable") return { taken: false, release: async () => {} };
  if (held !== "busy") return { taken: true, release: () => held.release() };
  const params = { file: locks[0]?.file ?? "" };
  throw new SwitchError({ kind: "environment", code: "tool-lock-busy", params });
}

/** While a lock file that comes and goes is made or unlinked, the tool's coordination lock is ours. */
async function take(disk: Disk, lock: Lock): Promise<HeldLock | null> {
  const options = { waitMs: lock.waitMs, ephemeral: lock.presence === "ephemeral" };
  const { coordination } = lock;
  if (coordination === undefined) return disk.flock(lock.file, options);
  const held = await coordinated(disk, coordination, () => disk.flock(lock.file, options));
  if (held === null) return null;
  return { release: () => releaseCoordinated(disk, coordination, held) };
}

/** Where somebody sits on the coordination lock, it is better to let go without it than to keep the tool out. */
async function releaseCoordinated(disk: Disk, coordination: string, held: HeldLock): Promise<void> {
  const gate = await disk.flock(coordination, { waitMs: COORDINATION_MS, ephemeral: false });
  try {
    await held.release();
  } finally {
    await gate?.release();
  }
}

/** How long to wait for the coordination lock, in ms; Codex holds it for microseconds. */
const COORDINATION_MS = 2000;

async function coordinated<T>(disk: Disk, file: string, act: () => Promise<T>): Promise<T | null> {
  const gate = await disk.flock(file, { waitMs: COORDINATION_MS, ephemeral: false });
  if (gate === null) return null;
  try {
    return await act();
  } finally {
    await gate.release();
  }
}

async function releaseAll(held: readonly HeldLock[]): Promise<void> {
  for (const lock of held.toReversed()) await lock.release();
}
