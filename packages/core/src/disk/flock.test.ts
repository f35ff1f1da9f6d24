import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { flock, isFlocked } from "./flock.ts";
import { probeHolders } from "./holders.ts";

/** Another program that holds a flock, as Codex does. */
async function lockedElsewhere(file: string, use: (holder: ChildProcess) => Promise<void>): Promise<void> {
  const holder = spawn("flock", ["-x", file, "sh", "-c", "echo held; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  try {
    await once(holder.stdout, "data");
    await use(holder);
  } finally {
    if (holder.pid !== undefined) process.kill(-holder.pid, "SIGKILL");
    await once(holder, "exit");
  }
}

function probe() {
  return probeHolders({ ownPid: process.pid, canFlock: true });
}

const NOW = { waitMs: 0, ephemeral: false };

describe("flock", () => {
  test("excludes others, sees others, and a stale file is no lock", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "thread.lock");
      await writeFile(file, "");
      expect(await isFlocked(file)).toBe(false);
      await lockedElsewhere(file, async () => {
        expect(await flock(file, NOW)).toBe(null);
        const holders = await probe().holders(file);
        expect(holders.map(({ how }) => how)).toContain("flock");
      });
      const ours = await flock(file, NOW);
      expect(await isFlocked(file)).toBe(true);
      await ours?.release();
      expect(await isFlocked(file)).toBe(false);
    });
  });

  test("an ephemeral lock is made, and gone after release", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "id.lock");
      const held = await flock(file, { waitMs: 0, ephemeral: true });
      expect((await stat(file)).size).toBe(0);
      await held?.release();
      await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
    });
  });

  test("waits for as long as it may", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "auth.lock");
      await writeFile(file, "");
      const first = await flock(file, NOW);
      setTimeout(() => void first?.release(), 200);
      const second = await flock(file, { waitMs: 4000, ephemeral: false });
      expect(second).not.toBe(null);
      await second?.release();
    });
  });
});

test("a file is held also when it is asked for through a link, to it or on the way to it", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "real/rollout.jsonl");
    await mkdir(join(directory, "real"));
    await writeFile(file, "{}\n");
    await symlink("real", join(directory, "sessions"));
    await symlink(file, join(directory, "linked.jsonl"));
    const reader = spawn("sh", ["-c", `exec 3<"${file}"; echo open; exec sleep 60`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(reader.stdout, "data");
    for (const name of ["sessions/rollout.jsonl", "linked.jsonl"])
      expect(await probe().holders(join(directory, name))).toEqual([{ how: "open", pid: reader.pid }]);
    reader.kill("SIGKILL");
    await once(reader, "exit");
  });
});

test("a file that another process has open is held, one that only we have open is not", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "rollout.jsonl");
    await writeFile(file, "{}\n");
    expect(await probe().holders(file)).toEqual([]);
    const reader = spawn("sh", ["-c", `exec 3<"${file}"; echo open; exec sleep 60`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(reader.stdout, "data");
    expect(await probe().holders(file)).toEqual([{ how: "open", pid: reader.pid }]);
    reader.kill("SIGKILL");
    await once(reader, "exit");
  });
});
