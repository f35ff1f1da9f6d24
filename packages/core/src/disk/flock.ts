import { closeSync, constants, fstatSync, openSync, statSync, unlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { FlockOptions, FlockRequest, HeldLock } from "./disk.ts";
import { type LockMode, lockDescriptors } from "./locker.ts";
import { missingAsNull, systemCode } from "./system-error.ts";

/** How long between two tries, in ms. */
const RETRY_MS = 50;

/** How often a lock file may be unlinked between our open and our lock before it counts as busy. */
const MAX_ROUNDS = 10;

export async function flock(path: string, { waitMs, ephemeral }: FlockOptions): Promise<HeldLock | null> {
  // Not the clock of the day: set back, it would have us wait for hours.
  const deadline = performance.now() + waitMs;
  for (;;) {
    const [held = null] = await flockAll([{ path, ephemeral }]);
    if (held !== null || performance.now() >= deadline) return held;
    await sleep(RETRY_MS);
  }
}

/** With one program for all of them. What goes wrong with one goes wrong with all: then none is held. */
export async function flockAll(requests: readonly FlockRequest[]): Promise<readonly (HeldLock | null)[]> {
  const taken = new Map<FlockRequest, HeldLock | null>();
  try {
    for (let round = 0; round < MAX_ROUNDS && taken.size < requests.length; round += 1) {
      const left = requests.filter((request) => !taken.has(request));
      for (const [request, held] of await takeOnce(left)) taken.set(request, held);
    }
  } catch (error) {
    for (const held of taken.values()) await held?.release();
    throw error;
  }
  return requests.map((request) => taken.get(request) ?? null);
}

/** Whether somebody holds a lock on each of these files; on one that is not there nobody does. */
export async function areFlocked(paths: readonly string[]): Promise<readonly boolean[]> {
  const files = openAll(paths, (path) => missingAsNull(() => openSync(path, constants.O_RDONLY)));
  try {
    const locked = await lockOpened(files, "shared");
    return files.map((file) => locked.get(file) === false);
  } finally {
    files.forEach(close);
  }
}

/** A file that was opened for a lock; without descriptor when it was not there. */
interface Opened<T> {
  readonly of: T;
  readonly descriptor: number | null;
}

/** What is left out was unlinked by somebody just when we locked it: such a lock guards nothing. */
async function takeOnce(requests: readonly FlockRequest[]): Promise<Map<FlockRequest, HeldLock | null>> {
  const files = openAll(requests, openLockFile);
  const taken = new Map<FlockRequest, HeldLock | null>();
  try {
    const locked = await lockOpened(files, "exclusive");
    for (const file of files) {
      const { of: request, descriptor } = file;
      if (descriptor === null) taken.set(request, { release: async () => {} });
      else if (locked.get(file) === false) taken.set(request, null);
      else if (isStillNamed(descriptor, request.path)) taken.set(request, held(request, descriptor));
    }
  } finally {
    for (const file of files) if ((taken.get(file.of) ?? null) === null) close(file);
  }
  return taken;
}

function openAll<T>(items: readonly T[], open: (item: T) => number | null): readonly Opened<T>[] {
  const files: Opened<T>[] = [];
  try {
    for (const of of items) files.push({ of, descriptor: open(of) });
    return files;
  } catch (error) {
    files.forEach(close);
    throw error;
  }
}

function close({ descriptor }: Opened<unknown>): void {
  if (descriptor !== null) closeSync(descriptor);
}

async function lockOpened<T>(
  files: readonly Opened<T>[],
  mode: LockMode,
): Promise<ReadonlyMap<Opened<T>, boolean>> {
  const there = files.filter(({ descriptor }) => descriptor !== null);
  const locked = await lockDescriptors(
    there.flatMap(({ descriptor }) => descriptor ?? []),
    mode,
  );
  return new Map(there.map((file, index) => [file, locked[index] === true]));
}

function openLockFile({ path, ephemeral }: FlockRequest): number | null {
  if (ephemeral) return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  return missingAsNull(() => openSync(path, constants.O_RDWR));
}

function isStillNamed(descriptor: number, path: string): boolean {
  const ours = fstatSync(descriptor, { bigint: true });
  const named = missingAsNull(() => statSync(path, { bigint: true }));
  return named !== null && named.ino === ours.ino && named.dev === ours.dev;
}

function held({ path, ephemeral }: FlockRequest, descriptor: number): HeldLock {
  return {
    release: async () => {
      if (ephemeral) removeQuietly(path);
      closeSync(descriptor);
    },
  };
}

/** A lock file that stays behind is no lock: whoever died with one left it there, too. */
function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}
