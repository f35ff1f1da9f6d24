import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { writeDocument } from "./write-document.ts";

const TEXT = Buffer.from("new");

test("makes a file for its owner alone", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "providers.json");
    await writeDocument(file, TEXT, { replace: false });
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(["providers.json"]);
  });
});

test("leaves what is there, unless told otherwise", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "providers.json");
    writeFileSync(file, "old");
    chmodSync(file, 0o644);
    await expect(writeDocument(file, TEXT, { replace: false })).rejects.toMatchObject({
      kind: "usage",
      code: "file-exists",
      params: { file },
    });
    expect(readFileSync(file, "utf8")).toBe("old");
    await writeDocument(file, TEXT, { replace: true });
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(["providers.json"]);
  });
});

test("follows a link, and never replaces what is no file", async () => {
  await inDirectory(async (directory) => {
    writeFileSync(join(directory, "real"), "old");
    symlinkSync("real", join(directory, "link"));
    await writeDocument(join(directory, "link"), TEXT, { replace: true });
    expect(readFileSync(join(directory, "real"), "utf8")).toBe("new");
    mkdirSync(join(directory, "folder"));
    for (const path of [join(directory, "folder"), "/dev/null"]) {
      const written = writeDocument(path, TEXT, { replace: true });
      await expect(written).rejects.toMatchObject({ code: "file-exists" });
    }
  });
});

test("a folder that is not there", async () => {
  await inDirectory(async (directory) => {
    const written = writeDocument(join(directory, "no", "file"), TEXT, { replace: false });
    await expect(written).rejects.toMatchObject({ code: "write-failed", params: { system: "ENOENT" } });
  });
});
