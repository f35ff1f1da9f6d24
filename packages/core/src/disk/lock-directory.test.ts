import { chmod, mkdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { lockDirectory, unlockDirectory } from "./lock-directory.ts";

const STALE_MS = 10_000;
const AT_ONCE = { waitMs: 0, staleMs: STALE_MS };

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function withLock(use: (lock: string) => Promise<void>): Promise<void> {
  return inDirectory((directory) => use(join(directory, "x.json.lock")));
}

/** Some milliseconds ago. */
async function age(path: string, ms: number): Promise<void> {
  const then = new Date(Date.now() - ms);
  await utimes(path, then, then);
}

describe("lockDirectory", () => {
  test("is there while it is held, and gone afterwards", () =>
    withLock(async (lock) => {
      const held = await lockDirectory(lock, AT_ONCE);
      expect((await stat(lock)).isDirectory()).toBe(true);
      await held?.release();
      expect(await isThere(lock)).toBe(false);
    }));

  test("the tool's own is busy, and stays", () =>
    withLock(async (lock) => {
      await mkdir(lock);
      expect(await lockDirectory(lock, AT_ONCE)).toBeNull();
      expect(await isThere(lock)).toBe(true);
    }));

  test("is waited for, and had as soon as the tool lets go", () =>
    withLock(async (lock) => {
      await mkdir(lock);
      const waiting = lockDirectory(lock, { ...AT_ONCE, waitMs: 5000 });
      await sleep(60);
      await rm(lock, { recursive: true });
      const held = await waiting;
      expect(held).not.toBeNull();
      await held?.release();
    }));

  test("a stale one of the tool's is taken over, one that is not quite stale is not", () =>
    withLock(async (lock) => {
      await mkdir(lock);
      await age(lock, STALE_MS - 2000);
      expect(await lockDirectory(lock, AT_ONCE)).toBeNull();
      await age(lock, STALE_MS + 2000);
      const held = await lockDirectory(lock, { ...AT_ONCE, waitMs: 500 });
      expect(held).not.toBeNull();
      await held?.release();
      expect(await isThere(lock)).toBe(false);
    }));

  test("one that a process of ours left is taken over at once", () =>
    withLock(async (lock) => {
      await lockDirectory(lock, AT_ONCE);
      const held = await lockDirectory(lock, { ...AT_ONCE, waitMs: 500 });
      expect(held).not.toBeNull();
    }));

  test("what the tool has taken over meanwhile is not ours to remove", () =>
    withLock(async (lock) => {
      const held = await lockDirectory(lock, AT_ONCE);
      await rm(lock, { recursive: true });
      await mkdir(lock);
      await held?.release();
      expect(await isThere(lock)).toBe(true);
    }));

  test("a file of that name, or a directory with something in it, is no lock to remove", () =>
    withLock(async (lock) => {
      await writeFile(lock, "");
      await age(lock, 2 * STALE_MS);
      expect(await lockDirectory(lock, AT_ONCE)).toBeNull();
      await rm(lock);
      await mkdir(join(lock, "x"), { recursive: true });
      await age(lock, 2 * STALE_MS);
      expect(await lockDirectory(lock, { ...AT_ONCE, waitMs: 60 })).toBeNull();
      expect(await isThere(join(lock, "x"))).toBe(true);
    }));

  test("a directory that cannot be made is the system's error", () =>
    withLock(async (lock) => {
      await expect(lockDirectory(join(lock, "y"), AT_ONCE)).rejects.toMatchObject({ code: "ENOENT" });
    }));
});

describe("unlockDirectory", () => {
  test("removes one of ours that was left", () =>
    withLock(async (lock) => {
      await lockDirectory(lock, AT_ONCE);
      await unlockDirectory(lock);
      expect(await isThere(lock)).toBe(false);
      await unlockDirectory(lock);
    }));

  test("leaves the tool's, whatever its umask", () =>
    withLock(async (lock) => {
      for (const mode of [0o755, 0o700, 0o775, 0o777]) {
        await mkdir(lock);
        await chmod(lock, mode);
        await unlockDirectory(lock);
        expect(await isThere(lock)).toBe(true);
        await rm(lock, { recursive: true });
      }
    }));
});
