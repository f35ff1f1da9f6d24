import { existsSync } from "node:fs";
import { mkdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { nodeDisk } from "./node-disk.ts";

test("makes what is missing, each with the mode, and leaves what is there", () =>
  inDirectory(async (root) => {
    const disk = await nodeDisk();
    await mkdir(join(root, "a"), { mode: 0o755 });
    await disk.makeDirectory(join(root, "a/b/c"), 0o700);
    await disk.makeDirectory(join(root, "a/b/c"), 0o755);
    expect((await stat(join(root, "a"))).mode & 0o777).toBe(0o755);
    expect((await stat(join(root, "a/b"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(root, "a/b/c"))).mode & 0o777).toBe(0o700);
  }));

test("goes through a link to a directory; a file, or a link to nothing, is an error", () =>
  inDirectory(async (root) => {
    const disk = await nodeDisk();
    await mkdir(join(root, "real"));
    await symlink(join(root, "real"), join(root, "link"));
    await disk.makeDirectory(join(root, "link/x"), 0o700);
    expect(existsSync(join(root, "real/x"))).toBe(true);
    await writeFile(join(root, "file"), "");
    await expect(disk.makeDirectory(join(root, "file/x"), 0o700)).rejects.toMatchObject({ code: "ENOTDIR" });
    await symlink(join(root, "none"), join(root, "dangling"));
    await expect(disk.makeDirectory(join(root, "dangling"), 0o700)).rejects.toMatchObject({ code: "EEXIST" });
  }));

test.skipIf(!existsSync("/proc/self"))("ends where a name can never be made", async () => {
  await expect((await nodeDisk()).makeDirectory("/proc/nope/zcf", 0o700)).rejects.toMatchObject({
    code: "ENOENT",
  });
});
