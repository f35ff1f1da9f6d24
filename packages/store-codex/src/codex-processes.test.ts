import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { expect, test } from "vitest";
import { usesHome } from "./codex-processes.ts";

function codexWith(variables: Readonly<Record<string, string>>) {
  return { pid: 1, name: "codex", args: [], variables };
}

test("a process uses the home its variables lead to, through links on either side", async () => {
  await withTemporaryDirectory(async (directory) => {
    const [home, link] = [join(directory, ".codex"), join(directory, "link")];
    await mkdir(home);
    await symlink(".codex", link);
    const view = await viewOf({ roots: [home] });
    const uses = (variables: Readonly<Record<string, string>>, of: string) =>
      usesHome(codexWith(variables), of, view);
    expect(await uses({ CODEX_HOME: home }, link)).toBe(true);
    expect(await uses({ CODEX_HOME: `${link}/` }, home)).toBe(true);
    expect(await uses({ HOME: directory }, home)).toBe(true);
    expect(await uses({ CODEX_HOME: `${home}2`, HOME: directory }, home)).toBe(false);
    expect(await uses({ CODEX_HOME: "relative" }, home)).toBe(null);
    expect(await uses({}, home)).toBe(null);
  });
});
