import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { examineFile, listFiles, readBytes } from "./read.ts";

async function listed(
  directory: string,
  suffix: string,
  depth = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of listFiles(directory, { suffix, depth, seen: new Set() })) found.push(path);
  return found.map((path) => path.slice(directory.length + 1));
}

async function inTree(use: (directory: string) => Promise<void>): Promise<void> {
  await inDirectory(async (directory) => {
    await mkdir(join(directory, "b/c"), { recursive: true });
    for (const name of ["z.jsonl", "b/a.jsonl", "b/c/d.jsonl", "b/c/d.txt"])
      await writeFile(join(directory, name), name);
    await use(directory);
  });
}

test("lists by suffix, sorted, as deep as asked", async () => {
  await inTree(async (directory) => {
    expect(await listed(directory, ".jsonl")).toEqual(["b/a.jsonl", "b/c/d.jsonl", "z.jsonl"]);
    expect(await listed(directory, "", 1)).toEqual(["z.jsonl"]);
    expect(await listed(join(directory, "missing"), "")).toEqual([]);
  });
});

test("goes through a linked directory once, and gives a link that loops as a file", async () => {
  await inTree(async (directory) => {
    await symlink("b", join(directory, "linked"));
    await symlink("..", join(directory, "b/up"));
    await symlink("loop.jsonl", join(directory, "loop.jsonl"));
    expect(await listed(directory, ".jsonl")).toEqual(["b/a.jsonl", "b/c/d.jsonl", "loop.jsonl", "z.jsonl"]);
  });
});

test("reads a range, also one past the end", async () => {
  await inTree(async (directory) => {
    const bytes = await readBytes(join(directory, "z.jsonl"), { offset: 2, length: 100 });
    expect(Buffer.from(bytes).toString()).toBe("jsonl");
  });
});

/** The roots of two file systems that most Linux machines have, both with inode 1. */
const ROOTS = ["/sys", "/proc"].map((path) => statSync(path, { throwIfNoEntry: false }));

test.skipIf(ROOTS[0] === undefined || ROOTS[0].ino !== ROOTS[1]?.ino)(
  "goes into directories of two disks that have the same inode number",
  async () => {
    await inDirectory(async (directory) => {
      await symlink("/sys", join(directory, "a"));
      await symlink("/proc", join(directory, "b"));
      expect(await listed(directory, "meminfo", 2)).toEqual(["b/meminfo"]);
    });
  },
);

test("a file is examined through one descriptor, and a missing one is null", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "log");
    await writeFile(file, "0123456789");
    const found = await examineFile(file, [
      { offset: 2, length: 3 },
      { offset: 8, length: 9 },
    ]);
    expect(found?.pieces.map((piece) => Buffer.from(piece).toString())).toEqual(["234", "89"]);
    expect(found).toMatchObject({ size: 10, attributes: { mode: 0o644 } });
    expect(await examineFile(join(directory, "none"), [])).toBe(null);
    expect(await examineFile(join(file, "below"), [])).toBe(null);
  });
});

test.skipIf(process.platform === "win32")("a named pipe is refused, and not waited for", async () => {
  await inDirectory(async (directory) => {
    const pipe = join(directory, "pipe");
    execFileSync("mkfifo", [pipe]);
    await expect(readBytes(pipe)).rejects.toMatchObject({ code: "ESPIPE", path: pipe });
    await expect(readBytes(pipe, { offset: 0, length: 1 })).rejects.toMatchObject({ code: "ESPIPE" });
    await expect(examineFile(pipe, [])).rejects.toMatchObject({ code: "ESPIPE" });
  });
});
