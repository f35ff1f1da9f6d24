import { appendFile, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { replaceLog } from "./replace-log.ts";

async function inLog(use: (log: string, staged: string) => Promise<void>): Promise<void> {
  await inDirectory(async (directory) => {
    const [log, staged] = [join(directory, "rollout.jsonl"), join(directory, ".staged")];
    await writeFile(log, "one\n");
    await writeFile(staged, "ONE, longer\n");
    await use(log, staged);
  });
}

async function seen(log: string) {
  const { ino, size } = await stat(log, { bigint: true });
  return { ino, size: Number(size) };
}

test("replaces the file that was seen", async () => {
  await inLog(async (log, staged) => {
    await replaceLog(staged, log, await seen(log));
    expect(await readFile(log, "utf8")).toBe("ONE, longer\n");
  });
});

test("refuses one that was appended to since, and leaves it", async () => {
  await inLog(async (log, staged) => {
    const before = await seen(log);
    await appendFile(log, "two\n");
    await expect(replaceLog(staged, log, before)).rejects.toMatchObject({ code: "changed" });
    expect(await readFile(log, "utf8")).toBe("one\ntwo\n");
  });
});

test("refuses another file of that name", async () => {
  await inLog(async (log, staged) => {
    const before = await seen(log);
    await writeFile(`${log}.new`, "one\n");
    await rename(`${log}.new`, log);
    await expect(replaceLog(staged, log, before)).rejects.toMatchObject({ code: "changed" });
  });
});
