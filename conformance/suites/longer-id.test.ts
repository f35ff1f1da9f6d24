import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectDefaultProvider, expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { conversations, rolloutOf } from "../src/rollouts.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";
import { leaveZombie } from "../src/zombie.ts";

const LONGER = "a_much_longer_provider_id";

function homeWithLongerId(version: string): Promise<CodexHome> {
  return codexHomeForTest({ version, providers: ["alpha", LONGER] });
}

describe.each(versionsWith((traits) => traits.listsExec))("codex %s: a longer id", (version) => {
  test("the sessions grow, are listed, and resume on the new server", async () => {
    const home = await homeWithLongerId(version);
    const ids = [await codexExec(home, "first question"), await codexExec(home, "second question")];
    const before = await conversations(home.codexHome);
    expectExit(await zcfSwitch(home, LONGER, "--strict"), 0);
    expect(await conversations(home.codexHome)).toEqual(before);
    await expectDefaultProvider(home, LONGER);
    await expectListed(home, ids);
    await expectResumes(home, ids[0] ?? "", { on: LONGER, notOn: "alpha" });
    await expectListed(home, ids);
  });

  test("also while an ended Codex waits to be reaped", async () => {
    const home = await homeWithLongerId(version);
    const id = await codexExec(home, "first question");
    await leaveZombie(home);
    expectExit(await zcfSwitch(home, LONGER, "--strict"), 0);
    await expectListed(home, [id]);
  });

  test("and back to the short one, which is listed and resumes as well", async () => {
    const home = await homeWithLongerId(version);
    const id = await codexExec(home, "first question");
    const before = await conversations(home.codexHome);
    expectExit(await zcfSwitch(home, LONGER), 0);
    expectExit(await zcfSwitch(home, "alpha"), 0);
    expect(await conversations(home.codexHome)).toEqual(before);
    await expectListed(home, [id]);
    await expectResumes(home, id, { on: "alpha", notOn: LONGER });
  });

  test("also where a turn was made under a shorter one, whose place is too small", async () => {
    const home = await codexHomeForTest({ version });
    const id = await codexExec(home, "first question");
    expectExit(await zcfSwitch(home, "beta"), 0);
    await expectResumes(home, id, { on: "beta", notOn: "alpha" });
    const before = await conversations(home.codexHome);
    expectExit(await zcfSwitch(home, "alpha", "--strict"), 0);
    expect(await conversations(home.codexHome)).toEqual(before);
    await expectListed(home, [id]);
    await expectResumes(home, id, { on: "alpha", notOn: "beta" });
  });

  test("finds its places when it comes again: file and bytes stay where they are", async () => {
    const home = await homeWithLongerId(version);
    const id = await codexExec(home, "first question");
    expectExit(await zcfSwitch(home, LONGER), 0);
    const file = join(home.codexHome, await rolloutOf(home.codexHome, id));
    const before = { content: await readFile(file), inode: (await stat(file)).ino };
    expectExit(await zcfSwitch(home, "alpha"), 0);
    expectExit(await zcfSwitch(home, LONGER), 0);
    expect({ content: await readFile(file), inode: (await stat(file)).ino }).toEqual(before);
  });
});
