import { type BigIntStats, lstatSync, mkdirSync, rmdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { HeldLock, LockDirectoryOptions } from "./disk.ts";
import { missingAsNull, systemCode } from "./system-error.ts";

/** How long between two tries, in ms. */
const RETRY_MS = 25;

/**
 * The mode of ours, so that one that a dead process left can be told from the tool's own, which its maker may write to.
 *
 * It comes with the call that makes the directory, so there is no moment without it. A system without modes has no such mark:
 * there a directory that is left behind lapses with `staleMs`.
 */
const OUR_MODE = 0o500;

/** `null` when it stays busy for `waitMs`. */
export async function lockDirectory(
  path: string,
  { waitMs, staleMs }: LockDirectoryOptions,
): Promise<HeldLock | null> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const made = makeDirectory(path);
    if (made !== null) return { release: async () => removeIfSame(path, made) };
    const found = look(path);
    if (found !== null && isLeft(found, staleMs)) removeIfSame(path, found);
    if (Date.now() >= deadline) return null;
    await sleep(RETRY_MS);
  }
}

export async function unlockDirectory(path: string): Promise<void> {
  const found = look(path);
  if (found !== null && isOurs(found)) removeIfSame(path, found);
}

/** What was made; `null` when something is there already. */
function makeDirectory(path: string): BigIntStats | null {
  try {
    mkdirSync(path, OUR_MODE);
  } catch (error) {
    if (systemCode(error) === "EEXIST") return null;
    throw error;
  }
  return look(path);
}

function look(path: string): BigIntStats | null {
  return missingAsNull(() => lstatSync(path, { bigint: true }));
}

function isLeft(found: BigIntStats, staleMs: number): boolean {
  return found.isDirectory() && (isOurs(found) || Date.now() - Number(found.mtimeMs) > staleMs);
}

function isOurs(found: BigIntStats): boolean {
  return found.isDirectory() && Number(found.mode & 0o777n) === OUR_MODE;
}

/** Somebody may have taken it over meanwhile, and another one's is not ours to remove. */
function removeIfSame(path: string, known: BigIntStats): void {
  const found = look(path);
  if (found === null || found.ino !== known.ino || found.mtimeNs !== known.mtimeNs) return;
  try {
    missingAsNull(() => rmdirSync(path));
  } catch (error) {
    // A lock that has something in it is none that we know of.
    if (systemCode(error) !== "ENOTEMPTY") throw error;
  }
}
