import { readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { PatchEdit } from "@zcf/contract";
import { expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { filePath } from "../path.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { restoreFile } from "./restore-file.ts";
import { prepareStep, requireBefore } from "./steps.ts";
import { stage, swap, verifyStep } from "./write-step.ts";

const THEN = new Date("2025-01-02T03:04:05.678Z");
const BEFORE = `alpha\n${"conversation\n".repeat(1000)}`;
const AFTER = BEFORE.replace("alpha", "a_longer_id");

function edit(path: string, change: Partial<PatchEdit> = {}): PatchEdit {
  const hunks = [{ offset: 0, before: Buffer.from("alpha"), after: Buffer.from("a_longer_id") }];
  return {
    kind: "patch",
    group: "notes",
    file: filePath(path),
    base: null,
    hunks,
    keepTimes: true,
    encoding: "zstd",
    ...change,
  };
}

async function withFile(use: (path: string) => Promise<void>): Promise<void> {
  await inDirectory(async (root) => {
    const path = join(root, "x.zst");
    await writeFile(path, zstdCompressSync(BEFORE), { mode: 0o640 });
    await utimes(path, THEN, THEN);
    await use(path);
  });
}

async function write(path: string): Promise<Awaited<ReturnType<typeof prepareStep>>> {
  const disk = await nodeDisk();
  const step = await prepareStep(disk, edit(path), "op");
  await stage(disk, step);
  await requireBefore(disk, step);
  await swap(disk, step);
  await verifyStep(disk, step);
  return step;
}

const decoded = async (path: string): Promise<string> => zstdDecompressSync(await readFile(path)).toString();

test("hunks change what is decoded; the file is encoded anew, with its mode and its time", () =>
  withFile(async (path) => {
    await write(path);
    expect(await decoded(path)).toBe(AFTER);
    expect(await stat(path)).toMatchObject({ mode: 0o100640, mtime: THEN });
  }));

test("taken back, and taken back again, it says what it said", () =>
  withFile(async (path) => {
    const step = await write(path);
    const disk = await nodeDisk();
    expect(await restoreFile(disk, step)).toBe("before");
    expect(await decoded(path)).toBe(BEFORE);
    expect(await restoreFile(disk, step)).toBe("before");
    expect(await stat(path)).toMatchObject({ mode: 0o100640, mtime: THEN });
  }));

test("what somebody else encoded anew keeps their words and loses ours", () =>
  withFile(async (path) => {
    const step = await write(path);
    await writeFile(path, zstdCompressSync(`${AFTER}theirs\n`));
    expect(await restoreFile(await nodeDisk(), step)).toBe("before");
    expect(await decoded(path)).toBe(`${BEFORE}theirs\n`);
  }));

test("what can no longer be decoded is left alone", () =>
  withFile(async (path) => {
    const step = await write(path);
    await writeFile(path, "no such stream");
    expect(await restoreFile(await nodeDisk(), step)).toBe("foreign");
    expect(await readFile(path, "utf8")).toBe("no such stream");
  }));

test.each([
  ["another size", { size: BEFORE.length + 1 }],
  ["other text", { hunks: [{ offset: 0, before: Buffer.from("gamma"), after: Buffer.from("x") }] }],
])("%s than was planned with is a conflict", (_, change) =>
  withFile(async (path) => {
    await expect(prepareStep(await nodeDisk(), edit(path, change), "op")).rejects.toMatchObject({
      code: "changed",
    });
    await expect(
      prepareStep(await nodeDisk(), edit(path, { size: BEFORE.length }), "op"),
    ).resolves.toMatchObject({ mechanism: "replace", whole: true, encoding: "zstd" });
  }),
);
