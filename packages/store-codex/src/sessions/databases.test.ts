import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { expect, test } from "vitest";
import { locate } from "../locate.ts";
import { stateDatabases } from "./databases.ts";

test("a database that is found under two names, because `sqlite_home` is a link to the home, counts once", async () => {
  await withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    await mkdir(home);
    await writeFile(join(home, "state_5.sqlite"), "");
    await symlink(home, join(root, "link"));
    const view = await viewOf();
    const variables = { CODEX_SQLITE_HOME: join(root, "link") };
    const [store] = await locate({ home: root, platform: "other", variables }, view, home);
    expect(store && (await stateDatabases(store, view))).toEqual([join(home, "state_5.sqlite")]);
  });
});
