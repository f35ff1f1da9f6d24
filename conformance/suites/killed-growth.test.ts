import { describe, expect, test } from "vitest";
import type { CodexHome } from "../src/codex-home.ts";
import { expectExit } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { everyLayout } from "../src/layouts.ts";
import { look } from "../src/looking.ts";
import { conversations, namedProviders } from "../src/rollouts.ts";
import { snapshot } from "../src/snapshot.ts";
import { storedOffsets } from "../src/stored-offsets.ts";
import { CODEX_VERSIONS, traitsOf } from "../src/versions.ts";
import { zcfRecover, zcfSwitch, zcfSwitchKilled } from "../src/zcf.ts";

const LONGER = "a_much_longer_provider_id";
const KILLS = 20;
// Before that share of its time a switch only starts up and plans.
const STARTED = 0.55;
const PAGINATED = CODEX_VERSIONS.filter((version) => traitsOf(version).serverHistory === "paginated");

describe.each(PAGINATED)("codex %s: zcf is killed while whole families of files grow", (version) => {
  test("each time recovery leaves every stored offset on its line, and the next switch completes it", async () => {
    const home = await codexHomeForTest({ version, providers: ["alpha", LONGER] });
    const layouts = await everyLayout(home);
    const before = await content(home);
    const putBack = await snapshot(home);
    const shown = await look(home, layouts, "alpha");
    const wholeSwitch = await timeOfSwitch(home, putBack);
    for (let kill = 1; kill <= KILLS; kill++) {
      await putBack();
      await zcfSwitchKilled(home, LONGER, wholeSwitch * (STARTED + (1 - STARTED) * (kill / KILLS)));
      expectExit(await zcfRecover(home), 0);
      expect(await content(home)).toEqual(before);
      expectExit(await zcfSwitch(home, LONGER, "--strict"), 0);
      expect(await content(home)).toEqual(before);
      expect(new Set(Object.values(await namedProviders(home.codexHome)).flat())).toEqual(new Set([LONGER]));
    }
    expect(await look(home, layouts, LONGER)).toEqual(shown);
  });
});

/** What no switch may change, however it ends. */
async function content(home: CodexHome): Promise<Readonly<Record<string, unknown>>> {
  return { lines: await conversations(home.codexHome), offsets: await storedOffsets(home.codexHome) };
}

async function timeOfSwitch(home: CodexHome, putBack: () => Promise<void>): Promise<number> {
  await putBack();
  const switched = await zcfSwitch(home, LONGER);
  expectExit(switched, 0);
  return switched.milliseconds;
}
