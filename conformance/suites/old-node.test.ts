import { describe, expect, test } from "vitest";
import { codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { OLDEST_NODE, zcfSwitchOnOldNode } from "../src/old-node.ts";
import { namedProviders } from "../src/rollouts.ts";
import { zcfSwitch } from "../src/zcf.ts";

describe(`zcf on Node ${OLDEST_NODE}, without any SQLite driver`, () => {
  test("moves the session files, says that the index did not follow, and a newer Node completes it", async () => {
    const home = await codexHomeForTest({ version: "0.169.0" });
    const session = await codexExec(home, "first question");
    const switched = await zcfSwitchOnOldNode(home, "beta");
    expectExit(switched, 0);
    expect(switched.stderr + switched.stdout).toMatch(/no SQLite.*index did not follow.*state_5\.sqlite/s);
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
});
