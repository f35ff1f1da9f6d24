import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Disk, PidSpace } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { whereabouts } from "../disk/whereabouts.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { isLocked, lockHome, sweepClaims } from "./home-lock.ts";

function options(directory: string, waitMs = 0) {
  return { directory, home: "/home/x/.codex", command: "zcf switch beta", waitMs };
}

describe("the lock of a home", () => {
  test("is held by one, names its holder to the next, and leaves nothing", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      const directory = join(root, "lock");
      const held = await lockHome(disk, options(directory));
      expect(await isLocked(disk, directory)).toBe(true);
      await expect(lockHome(disk, options(directory))).rejects.toMatchObject({
        code: "home-locked",
        disk: "untouched",
        params: { pid: process.pid, command: "zcf switch beta", home: "/home/x/.codex" },
      });
      await held.release();
      expect(await isLocked(disk, directory)).toBe(false);
      expect(await readdir(directory)).toEqual([]);
    });
  });

  test("of a dead process is taken over, and its draft cleared away", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      const dead = { pid: DEAD, host: disk.self.host, started: "1", command: "zcf" };
      await writeFile(join(root, "4194305-aa.claim"), JSON.stringify(dead));
      await writeFile(join(root, "4194305-bb.claim.draft"), '{"pi');
      const held = await lockHome(disk, options(root));
      expect(await readdir(root)).toHaveLength(1);
      await held.release();
      expect(await readdir(root)).toEqual([]);
    });
  });

  test("of a dead process is cleared away also by who wants none, a living one stays", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      const dead = { pid: DEAD, host: disk.self.host, started: "1", command: "zcf" };
      await writeFile(join(root, "4194305-aa.claim"), JSON.stringify(dead));
      await writeFile(join(root, "4194305-bb.claim.draft"), '{"pi');
      await writeFile(join(root, "4194305-cc.claim"), "torn");
      await writeFile(join(root, "1-dd.claim"), JSON.stringify({ ...disk.self, command: "zcf" }));
      await sweepClaims(disk, root);
      expect(await readdir(root)).toEqual(["1-dd.claim"]);
    });
  });

  test("of a process that has our holder's pid but started at another time is taken over", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      const reused = { ...disk.self, started: "1", command: "zcf" };
      await writeFile(join(root, `${disk.self.pid}-aa.claim`), JSON.stringify(reused));
      await (await lockHome(disk, options(root))).release();
    });
  });

  test.each([
    ["another host", { host: "elsewhere" }],
    ["another container", { space: { machine: null, boot: "b", pids: "pid:[2]" } }],
  ])("of %s is not ours to break, and its file is named", async (_, place) => {
    await inDirectory(async (root) => {
      const disk = knowing(await nodeDisk(), { machine: null, boot: "b", pids: "pid:[1]" });
      const since = "2026-11-23T00:00:00.000Z";
      const other = { ...disk.self, pid: DEAD, started: null, command: "zcf undo", since, ...place };
      const file = join(root, `${DEAD}-aa.claim`);
      await writeFile(file, JSON.stringify(other));
      expect(await isLocked(disk, root)).toBe(true);
      await expect(lockHome(disk, options(root))).rejects.toMatchObject({
        kind: "environment",
        code: "home-locked-elsewhere",
        disk: "untouched",
        params: { home: "/home/x/.codex", pid: DEAD, host: other.host, command: "zcf undo", since, file },
      });
      await rm(file);
      await (await lockHome(disk, options(root))).release();
    });
  });

  test("of this machine before it was started anew is taken over, whoever has its pid now", async () => {
    await inDirectory(async (root) => {
      const space = { machine: "m", boot: "b", pids: "pid:[1]" };
      const disk = knowing(await nodeDisk(), space);
      const earlier = { ...disk.self, space: { ...space, boot: "a" }, command: "zcf" };
      await writeFile(join(root, `${disk.self.pid}-aa.claim`), JSON.stringify(earlier));
      await (await lockHome(disk, options(root))).release();
      expect(await readdir(root)).toEqual([]);
    });
  });

  test("of another user is known by the pid in its name", async () => {
    await inDirectory(async (root) => {
      const real = await nodeDisk();
      const state = { hidden: "" };
      const read: Disk["read"] = async (path, range) => {
        if (!path.endsWith(state.hidden)) return real.read(path, range);
        throw Object.assign(new Error("EACCES"), { code: "EACCES" });
      };
      const disk = { ...real, read };
      state.hidden = `${process.ppid}-aa.claim`;
      await writeFile(join(root, state.hidden), "");
      await expect(lockHome(disk, options(root))).rejects.toMatchObject({ params: { pid: process.ppid } });
      await rm(join(root, state.hidden));
      state.hidden = `${DEAD}-aa.claim`;
      await writeFile(join(root, state.hidden), "");
      await (await lockHome(disk, options(root))).release();
      expect(await readdir(root)).toEqual([]);
    });
  });

  test("that holds something else is nobody's", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      for (const odd of ["null", "5", "{}", '{"pid":"1","host":"x"}']) {
        await writeFile(join(root, "1-aa.claim"), odd);
        await (await lockHome(disk, options(root))).release();
        expect(await readdir(root)).toEqual([]);
      }
    });
  });

  test("lets one of twenty through at a time", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      let inside = 0;
      let most = 0;
      const enter = async (): Promise<void> => {
        const held = await lockHome(disk, options(root, 60_000));
        most = Math.max(most, (inside += 1));
        await disk.wait(5);
        inside -= 1;
        await held.release();
      };
      await Promise.all(Array.from({ length: 20 }, enter));
      expect(most).toBe(1);
      expect(await readdir(root)).toEqual([]);
    });
  }, 90_000);

  test("that a crash of the machine tore is nobody's", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      for (const torn of ["", '{"pid":1,"ho']) {
        await writeFile(join(root, "1-aa.claim"), torn);
        expect(await isLocked(disk, root)).toBe(false);
        await (await lockHome(disk, options(root))).release();
        expect(await readdir(root)).toEqual([]);
      }
    });
  });

  test("leaves no claim behind when another's cannot be read", async () => {
    await inDirectory(async (root) => {
      await mkdir(join(root, "1-aa.claim"));
      await expect(lockHome(await nodeDisk(), options(root))).rejects.toMatchObject({ code: "EISDIR" });
      expect(await readdir(root)).toEqual(["1-aa.claim"]);
    });
  });

  test.each([
    ["back an hour", -3_600_000],
    ["on an hour", 3_600_000],
  ])("is waited for as long as was said while the clock is set %s", async (_, step) => {
    await inDirectory(async (root) => {
      const real = await nodeDisk();
      const held = await lockHome(real, options(root));
      const state = { now: real.now() };
      const disk = { ...real, now: () => (state.now += step) };
      const began = performance.now();
      await expect(lockHome(disk, options(root, 300))).rejects.toMatchObject({ code: "home-locked" });
      const waited = performance.now() - began;
      expect(waited).toBeGreaterThanOrEqual(295);
      expect(waited).toBeLessThan(5000);
      await held.release();
    });
  });

  test("is never held by two processes, in a hundred rounds of each", async () => {
    await inDirectory(async (root) => {
      const contenders = [contender(root, 100), contender(root, 100)];
      await Promise.all(contenders.map(({ ready }) => ready));
      for (const { begin } of contenders) begin();
      expect(await Promise.all(contenders.map(({ end }) => end))).toEqual([
        { code: 0, errors: "" },
        { code: 0, errors: "" },
      ]);
      expect(await readdir(join(root, "lock"))).toEqual([]);
    });
  }, 120_000);
});

/** A pid that no process has (Linux's `pid_max` is at most 2^22). */
const DEAD = 2 ** 22 + 1;

function knowing(disk: Disk, space: PidSpace): Disk {
  const self = { ...disk.self, space };
  const alive: Disk["alive"] = async (who) => {
    const where = whereabouts(who, self);
    return where === "here" ? disk.alive({ ...who, space: null }) : where === "elsewhere";
  };
  return { ...disk, self, alive };
}

const CONTENDER = fileURLToPath(new URL("./testing/contender.mjs", import.meta.url));

/** A process of its own. */
function contender(root: string, rounds: number) {
  const child = spawn(process.execPath, ["--no-warnings", CONTENDER, root, String(rounds)]);
  const errors: string[] = [];
  child.stderr.on("data", (data: Buffer) => errors.push(data.toString()));
  const end = once(child, "exit").then(([code]) => ({ code: Number(code), errors: errors.join("") }));
  return {
    ready: Promise.race([once(child.stdout, "data"), end]),
    begin: () => child.stdin.end("go"),
    end,
  };
}
