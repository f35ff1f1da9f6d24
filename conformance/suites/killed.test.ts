import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { at, parseJson } from "../src/json.ts";
import { keyOf } from "../src/providers.ts";
import { conversations, namedProviders } from "../src/rollouts.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfRecover, zcfSwitch, zcfSwitchKilled } from "../src/zcf.ts";

const SESSIONS = 12;
const KILLS = 12;
// Before that share of its time a switch only starts up and plans.
const STARTED = 0.4;

describe.each(CODEX_VERSIONS)("codex %s: zcf is killed in the middle, again and again", (version) => {
  test("nothing is lost, and the next switch ends with everything on its target", async () => {
    const home = await codexHomeForTest({ version, providers: ["alpha", "gamma"] });
    const ids = await sessions(home);
    const before = await conversations(home.codexHome);
    const wholeSwitch = await timeOfSwitch(home);
    for (let kill = 1; kill <= KILLS; kill++) {
      const share = STARTED + (1 - STARTED) * (kill / KILLS);
      await zcfSwitchKilled(home, kill % 2 === 0 ? "gamma" : "alpha", wholeSwitch * share);
      expect(await conversations(home.codexHome)).toEqual(before);
      expectExit(await zcfRecover(home), 0);
      expect(await conversations(home.codexHome)).toEqual(before);
      await expectConfigAndKeyAgree(home);
    }
    expectExit(await zcfSwitch(home, "gamma"), 0);
    const named = Object.values(await namedProviders(home.codexHome)).flat();
    expect(new Set(named)).toEqual(new Set(["gamma"]));
    await expectListed(home, ids);
    await expectResumes(home, ids[0] ?? "", { on: "gamma", notOn: "alpha" });
  });
});

async function sessions(home: CodexHome): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < SESSIONS; index++) ids.push(await codexExec(home, `question ${index}`));
  return ids;
}

async function timeOfSwitch(home: CodexHome): Promise<number> {
  const switched = await zcfSwitch(home, "gamma");
  expectExit(switched, 0);
  return switched.milliseconds;
}

async function expectConfigAndKeyAgree(home: CodexHome): Promise<void> {
  const [, provider = ""] = /^model_provider = "(\w+)"/m.exec(await readFile(home.config, "utf8")) ?? [];
  const auth = parseJson(await readFile(home.auth, "utf8"));
  expect(at(auth, "OPENAI_API_KEY")).toBe(keyOf(provider));
}
