import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, type FileHandle, open, stat, unlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { FlockOptions, HeldLock } from "./disk.ts";
import { orMissing, systemCode } from "./system-error.ts";

/** How long between two tries, in ms. */
const RETRY_MS = 50;
/** What `flock(1)` exits with when `-E` names it: busy, as against any other failure. */
const BUSY = 75;

/**
 * Takes `flock(2)` through util-linux's `flock` on a descriptor it inherits from us.
 *
 * The lock belongs to the open file description, so it is ours for as long as our descriptor is open, and the
 * kernel drops it when we die. Node has no call of its own for it (measured: 3.5 ms a lock).
 */
export async function flock(path: string, options: FlockOptions): Promise<HeldLock | null> {
  const deadline = Date.now() + options.waitMs;
  for (;;) {
    const handle = await openLockFile(path, options.ephemeral);
    if (handle === null) return { release: async () => {} };
    if (await isOurs(handle, path)) return held(handle, path, options);
    await handle.close();
    if (Date.now() >= deadline) return null;
    await sleep(RETRY_MS);
  }
}

/** Whether somebody holds a lock on an existing file. */
export async function isFlocked(path: string): Promise<boolean> {
  const handle = await orMissing(open(path, constants.O_RDONLY));
  if (handle === null) return false;
  try {
    return !(await lockDescriptor(handle));
  } finally {
    await handle.close();
  }
}

/** Whether `flock(1)` is there. */
export async function canFlock(): Promise<boolean> {
  return (await findProgram()) !== null;
}

/** Named in full, so that nothing on a search path can stand in for it. */
const PROGRAMS: readonly string[] = [
  "/usr/bin/flock",
  "/bin/flock",
  "/usr/local/bin/flock",
  "/opt/homebrew/bin/flock",
  "/run/current-system/sw/bin/flock",
];

async function findProgram(): Promise<string | null> {
  const there = await Promise.all(PROGRAMS.map(isExecutable));
  return PROGRAMS.find((_, index) => there[index] === true) ?? null;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

async function openLockFile(path: string, create: boolean): Promise<FileHandle | null> {
  if (create) return open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  return orMissing(open(path, constants.O_RDWR));
}

async function lockDescriptor(handle: FileHandle): Promise<boolean> {
  const program = await findProgram();
  if (program === null) throw new Error("no flock(1)");
  const child = spawn(program, ["-n", "-x", "-E", String(BUSY), "3"], {
    stdio: ["ignore", "ignore", "ignore", handle.fd],
  });
  const code = await exitCode(child);
  if (code !== 0 && code !== BUSY) throw new Error(`flock exited with ${String(code)}`);
  return code === 0;
}

async function isOurs(handle: FileHandle, path: string): Promise<boolean> {
  try {
    return (await lockDescriptor(handle)) && (await isStillNamed(handle, path));
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Another process may have unlinked the file between our open and our lock; then the lock guards nothing. */
async function isStillNamed(handle: FileHandle, path: string): Promise<boolean> {
  const [ours, named] = [await handle.stat(), await orMissing(stat(path))];
  return named !== null && named.ino === ours.ino && named.dev === ours.dev;
}

function held(handle: FileHandle, path: string, options: FlockOptions): HeldLock {
  return {
    release: async () => {
      if (options.ephemeral) await removeQuietly(path);
      await handle.close();
    },
  };
}

/** A lock file that stays behind is no lock: whoever died with one left it there, too. */
async function removeQuietly(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}
