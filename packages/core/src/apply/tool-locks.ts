import type { DirectoryLock, FileLock, FilePath, Lock } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Disk, HeldLock } from "../disk/disk.ts";
import { quietly, systemCode } from "../disk/system-error.ts";

/** Which lock of the tool's could not be taken, and why. */
export interface LockRefusal {
  readonly reason: "busy" | "unavailable";
  readonly file: string;
}

/** Takes all of a tool's locks in the order given, or none of them. */
export async function takeLocks(disk: Disk, locks: readonly Lock[]): Promise<HeldLock | LockRefusal> {
  const first = locks.find(isFileLock);
  if (first !== undefined && !disk.can.flock) return { reason: "unavailable", file: first.file };
  const taken: Taken[] = [];
  try {
    for (const lock of locks) {
      const held = await take(disk, lock);
      if (held === null) break;
      taken.push({ lock, held });
    }
  } catch (error) {
    await releaseAll(disk, taken);
    throw error;
  }
  const busy = locks[taken.length];
  if (busy === undefined) return { release: () => releaseAll(disk, taken) };
  await releaseAll(disk, taken);
  return { reason: "busy", file: busy.file };
}

/** Locks around the required edits, and whether they could be taken at all. */
export interface RequiredLocks extends HeldLock {
  /** `false` on a machine without a way to take a flock: the edits then rely on their digests alone. */
  readonly taken: boolean;
}

/** A busy lock around the required edits stops the operation; throws `tool-lock-busy`. */
export async function requireLocks(disk: Disk, locks: readonly Lock[]): Promise<RequiredLocks> {
  const held = await takeLocks(disk, locks);
  if (!("reason" in held)) return { taken: true, release: () => held.release() };
  if (held.reason === "unavailable") return { taken: false, release: async () => {} };
  const params = { file: held.file };
  throw new SwitchError({ kind: "environment", code: "tool-lock-busy", params });
}

/** The locks of many units, which are let go together. */
export interface LockRound extends HeldLock {
  /** Whether the locks of one unit are held from now on; `null` when they are. */
  hold(locks: readonly Lock[]): Promise<LockRefusal | null>;
}

/**
 * Begins a round for lists of locks, one list for each unit; of a list all are held or the unit is refused.
 *
 * Locks that nobody waits for, under one coordination lock, are taken right away, all with one program: a program for
 * each would take 40 s for 10,000. Others are taken when their unit asks; so is each where taking them together
 * fails, because then one of them is to blame and the other units are not.
 */
export async function beginRound(disk: Disk, lists: readonly (readonly Lock[])[]): Promise<LockRound> {
  const together = await takeTogether(disk, lists.flat());
  const single: HeldLock[] = [];
  return {
    hold: async (locks) => {
      if (together !== null) return refusalOf(disk, together, locks);
      const held = await takeLocks(disk, locks);
      if ("reason" in held) return held;
      single.push(held);
      return null;
    },
    release: async () => {
      for (const held of single.toReversed()) await held.release();
      await releaseAll(
        disk,
        [...(together ?? [])].map(([lock, held]) => ({ lock, held })),
      );
    },
  };
}

function refusalOf(
  disk: Disk,
  held: ReadonlyMap<Lock, HeldLock>,
  locks: readonly Lock[],
): LockRefusal | null {
  const missing = locks.find((lock) => !held.has(lock));
  if (missing === undefined) return null;
  return { reason: disk.can.flock ? "busy" : "unavailable", file: missing.file };
}

/** Those that could be taken; `null` when they cannot be taken together. */
async function takeTogether(disk: Disk, all: readonly Lock[]): Promise<ReadonlyMap<Lock, HeldLock> | null> {
  const locks = all.filter(isFileLock);
  if (locks.length < all.length) return null;
  const [first] = locks;
  if (first === undefined || !disk.can.flock) return new Map();
  const isOneRound = locks.every(
    ({ waitMs, coordination }) => waitMs === 0 && coordination === first.coordination,
  );
  if (!isOneRound) return null;
  const requests = locks.map(({ file, presence }) => ({ path: file, ephemeral: presence === "ephemeral" }));
  try {
    const held = (await coordinated(disk, first.coordination, () => disk.flockAll(requests))) ?? [];
    return new Map(locks.flatMap((lock, index) => entryOf(lock, held[index] ?? null)));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}

function entryOf(lock: Lock, held: HeldLock | null): readonly (readonly [Lock, HeldLock])[] {
  return held === null ? [] : [[lock, held]];
}

interface Taken {
  readonly lock: Lock;
  readonly held: HeldLock;
}

async function take(disk: Disk, lock: Lock): Promise<HeldLock | null> {
  if (!isFileLock(lock)) return takeDirectory(disk, lock);
  const { file, waitMs, presence, coordination } = lock;
  const ephemeral = presence === "ephemeral";
  return coordinated(disk, coordination, () => disk.flock(file, { waitMs, ephemeral }));
}

/** One that cannot be let go lapses by itself: what it was held for is written, and must not fail for that. */
async function takeDirectory(disk: Disk, lock: DirectoryLock): Promise<HeldLock | null> {
  const held = await disk.lockDirectory(lock.file, lock);
  return held === null ? null : { release: () => quietly(() => held.release()) };
}

/** Removes those that an operation of ours left when it was killed; the caller holds the home's own lock. */
export async function clearLocks(disk: Disk, locks: readonly Lock[]): Promise<void> {
  for (const lock of locks) if (!isFileLock(lock)) await quietly(() => disk.unlockDirectory(lock.file));
}

function isFileLock(lock: Lock): lock is FileLock {
  return lock.kind === "flock";
}

/** How long to wait for the coordination lock, in ms; Codex holds it for microseconds. */
const COORDINATION_MS = 2000;

/** While lock files that come and go are made or unlinked, the tool's coordination lock is ours; `null` when it is busy. */
async function coordinated<T>(
  disk: Disk,
  coordination: FilePath | undefined,
  act: () => Promise<T>,
): Promise<T | null> {
  if (coordination === undefined) return act();
  const gate = await openGate(disk, coordination);
  if (gate === null) return null;
  try {
    return await act();
  } finally {
    await gate.release();
  }
}

function openGate(disk: Disk, coordination: FilePath): Promise<HeldLock | null> {
  return disk.flock(coordination, { waitMs: COORDINATION_MS, ephemeral: false });
}

/**
 * The last one first. Where somebody sits on the coordination lock, or it cannot be opened, it is better to let go
 * without it than to keep the tool out; and what the locks were held for is written, and must not fail for this.
 */
async function releaseAll(disk: Disk, taken: readonly Taken[]): Promise<void> {
  for (const coordination of new Set(taken.map(({ lock }) => gateOf(lock)))) {
    const gate = coordination === undefined ? null : await openGate(disk, coordination).catch(onlySystem);
    const held = taken.filter(({ lock }) => gateOf(lock) === coordination);
    for (const one of held.toReversed()) await quietly(() => one.held.release());
    if (gate !== null) await quietly(() => gate.release());
  }
}

function onlySystem(error: unknown): null {
  if (systemCode(error) === null) throw error;
  return null;
}

function gateOf(lock: Lock): FilePath | undefined {
  return isFileLock(lock) ? lock.coordination : undefined;
}
