import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { isLocked, lockHome } from "./home-lock.ts";

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
      const dead = { pid: 2 ** 22 + 1, host: disk.self.host, started: "1", command: "zcf" };
      await writeFile(join(root, "4194305-aa.claim"), JSON.stringify(dead));
      await writeFile(join(root, "4194305-bb.claim.draft"), '{"pi');
      const held = await lockHome(disk, options(root));
      expect(await readdir(root)).toHaveLength(1);
      await held.release();
      expect(await readdir(root)).toEqual([]);
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

  test("of another host is not ours to break", async () => {
    await inDirectory(async (root) => {
      const disk = await nodeDisk();
      const other = { pid: 1, host: "elsewhere", started: null, command: "zcf" };
      await mkdir(root, { recursive: true });
      await writeFile(join(root, "1-aa.claim"), JSON.stringify(other));
      await expect(lockHome(disk, options(root))).rejects.toMatchObject({ params: { host: "elsewhere" } });
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
});
