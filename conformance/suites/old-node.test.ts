import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { OLDEST_NODE, zcfSwitchOnOldNode } from "../src/old-node.ts";
import { namedProviders, rolloutOf } from "../src/rollouts.ts";
import { zcfSwitch, zcfSync } from "../src/zcf.ts";

describe(`zcf on Node ${OLDEST_NODE}, without any SQLite driver`, () => {
  test("moves the session files, says that the index did not follow, and a newer Node completes it", async () => {
    const home = await codexHomeForTest({ version: "0.169.0" });
    const session = await codexExec(home, "first question");
    const switched = await zcfSwitchOnOldNode(home, "beta");
    expectExit(switched, 0);
    expect(switched.stderr + switched.stdout).toMatch(/no SQLite.*does not follow.*state_5\.sqlite/s);
    expect(new Set(Object.values(await namedProviders(home.codexHome)).flat())).toEqual(new Set(["beta"]));
    expectExit(await zcfSwitch(home, "beta"), 0);
    await expectListed(home, [session]);
    await expectResumes(home, session, { on: "beta", notOn: "alpha" });
  });

  test("counts as partial, so that --strict ends with exit code 5", async () => {
    const home = await codexHomeForTest({ version: "0.169.0" });
    await codexExec(home, "first question");
    expectExit(await zcfSwitchOnOldNode(home, "beta", "--strict"), 5);
  });

  test("leaves a session alone that would have to grow where byte offsets are stored, until it can read them", async () => {
    const longer = "a_much_longer_provider_id";
    const home = await codexHomeForTest({ version: "0.169.0", providers: ["alpha", longer] });
    const session = await codexExec(home, "first question");
    const file = join(home.codexHome, await rolloutOf(home.codexHome, session));
    const before = await readFile(file);
    const switched = await zcfSwitchOnOldNode(home, longer);
    expectExit(switched, 0);
    expect(switched.stderr + switched.stdout).toContain(session);
    expect(await readFile(file)).toEqual(before);
    expectExit(await zcfSync(home, "--strict"), 0);
    await expectListed(home, [session]);
    await expectResumes(home, session, { on: longer, notOn: "alpha" });
  });
});
