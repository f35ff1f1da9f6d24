import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { treeSize } from "./tree-size.ts";

test("counts what files hold, at any depth, and follows no link", async () => {
  await inDirectory(async (root) => {
    await mkdir(join(root, "a/b/c"), { recursive: true });
    await writeFile(join(root, "a/one"), Buffer.alloc(1000));
    for (let index = 0; index < 600; index += 1)
      await writeFile(join(root, "a/b/c", `${index}`), Buffer.alloc(3));
    await symlink(root, join(root, "a/b/round"));
    await symlink(join(root, "a/one"), join(root, "a/link"));
    expect(await treeSize(join(root, "a"))).toEqual({ bytes: 2800, whole: true });
    expect(await treeSize(join(root, "a/one"))).toEqual({ bytes: 1000, whole: true });
    expect(await treeSize(join(root, "a/link"))).toEqual({ bytes: 0, whole: true });
    expect(await treeSize(join(root, "nothing"))).toBeNull();
  });
});

test("says when a part may not be looked into", async (context) => {
  if (process.getuid?.() === 0) {
    console.info("root may look into everything: not tried");
    context.skip();
  }
  await inDirectory(async (root) => {
    await mkdir(join(root, "closed"));
    await writeFile(join(root, "open"), "12345");
    await chmod(join(root, "closed"), 0o000);
    expect(await treeSize(root)).toEqual({ bytes: 5, whole: false });
    await chmod(join(root, "closed"), 0o700);
  });
});
