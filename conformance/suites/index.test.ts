import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

describe.each(CODEX_VERSIONS)("codex %s: the index of sessions", (version) => {
  test("says beta also when Codex builds it anew from the files", async () => {
    const home = await codexHomeForTest({ version });
    const id = await codexExec(home, "first question");
    await expectResumes(home, id, { on: "alpha", notOn: "beta" });
    expectExit(await zcfSwitch(home, "beta"), 0);
    await removeIndex(home.codexHome);
    await expectListed(home, [id]);
    await expectResumes(home, id, { on: "beta", notOn: "alpha" });
  });

  test("follows where sqlite_home keeps it elsewhere", async () => {
    const home = await codexHomeForTest({ version });
    const databases = join(home.userHome, "databases");
    await mkdir(databases);
    await prepend(home.config, `sqlite_home = "${databases}"\n`);
    const id = await codexExec(home, "first question");
    expect(await indexFiles(databases)).not.toEqual([]);
    await expectFollows(home, id);
  });

  test("may be missing altogether", async () => {
    const home = await codexHomeForTest({ version });
    const id = await codexExec(home, "first question");
    await removeIndex(home.codexHome);
    await expectFollows(home, id);
  });
});

async function expectFollows(home: CodexHome, id: string): Promise<void> {
  expectExit(await zcfSwitch(home, "beta"), 0);
  await expectListed(home, [id]);
  await expectResumes(home, id, { on: "beta", notOn: "alpha" });
}

async function indexFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith("state_"));
}

async function removeIndex(folder: string): Promise<void> {
  for (const name of await indexFiles(folder)) await rm(join(folder, name));
}

async function prepend(file: string, text: string): Promise<void> {
  await writeFile(file, text + (await readFile(file, "utf8")));
}
