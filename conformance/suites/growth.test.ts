import { describe, expect, test } from "vitest";
import { act } from "../src/acting.ts";
import type { CodexHome } from "../src/codex-home.ts";
import { expectExit } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { everyLayout, type Layouts } from "../src/layouts.ts";
import { type Answers, look } from "../src/looking.ts";
import { conversations, namedProviders, rolloutLines } from "../src/rollouts.ts";
import { snapshot } from "../src/snapshot.ts";
import { storedOffsets } from "../src/stored-offsets.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfRestore, zcfSwitch } from "../src/zcf.ts";

const FIRST = "alpha";
const LONGER = "a_much_longer_provider_id";
// Growth leaves room for ids of up to 30 bytes.
const LONGEST = "a_provider_id_that_is_longer_than_any_place_left";
const SHORTER = "beta";
const PROVIDERS = [FIRST, LONGER, LONGEST, SHORTER];

describe.each(versionsWith((traits) => traits.serverHistory === "paginated"))(
  "codex %s: paginated history in every layout",
  (version) => {
    test("under a longer, a shorter and the first id shows, sends, forks and reverts as untouched", async () => {
      const home = await codexHomeForTest({ version, providers: PROVIDERS });
      const layouts = await everyLayout(home);
      const known = JSON.stringify(await rolloutLines(home.codexHome));
      const before = await content(home);
      const untouched = await answers({ home, layouts, known }, FIRST);
      for (const target of [LONGER, SHORTER, FIRST]) {
        await expectMoved(home, target);
        expect(await content(home)).toEqual(before);
        expect(await answers({ home, layouts, known }, target), target).toEqual(untouched);
      }
    });

    test("grows again after forks, reverts and turns under the longer id", async () => {
      const home = await codexHomeForTest({ version, providers: PROVIDERS });
      const layouts = await everyLayout(home);
      await expectMoved(home, LONGER);
      await act(home, layouts, { provider: LONGER, known: "" });
      const before = { ...(await content(home)), seen: await seen(home, layouts, LONGER) };
      await expectMoved(home, LONGEST);
      expect({ ...(await content(home)), seen: await seen(home, layouts, LONGEST) }).toEqual(before);
    });

    test("restored after growth it belongs to its first provider and shows, sends, forks and reverts as untouched", async () => {
      const home = await codexHomeForTest({ version, providers: PROVIDERS });
      const layouts = await everyLayout(home);
      const known = JSON.stringify(await rolloutLines(home.codexHome));
      const before = { ...(await content(home)), named: await namedProviders(home.codexHome) };
      const untouched = await answers({ home, layouts, known }, FIRST);
      await expectMoved(home, LONGER);
      expectExit(await zcfRestore(home), 0);
      expect({ ...(await content(home)), named: await namedProviders(home.codexHome) }).toEqual(before);
      await expectMoved(home, FIRST);
      expect(await answers({ home, layouts, known }, FIRST)).toEqual(untouched);
    });
  },
);

/** Nothing was left out, and every place names the target. */
async function expectMoved(home: CodexHome, target: string): Promise<void> {
  expectExit(await zcfSwitch(home, target, "--strict"), 0);
  const named = Object.values(await namedProviders(home.codexHome)).flat();
  expect(new Set(named)).toEqual(new Set([target]));
}

/** What no switch may change: the conversations' bytes, and which line each stored offset points to. */
async function content(home: CodexHome): Promise<Readonly<Record<string, unknown>>> {
  return { lines: await conversations(home.codexHome), offsets: await storedOffsets(home.codexHome) };
}

interface Asked {
  readonly home: CodexHome;
  readonly layouts: Layouts;
  /** Text with every id that the untouched home knows. */
  readonly known: string;
}

/** All answers of a home, which is as before afterwards. */
async function answers({ home, layouts, known }: Asked, provider: string): Promise<Answers> {
  const shown = await seen(home, layouts, provider);
  const putBack = await snapshot(home);
  const done = await act(home, layouts, { provider, known: known + JSON.stringify(shown) });
  await putBack();
  return { ...shown, ...done };
}

/** What it shows; a search alone changes what later lists say (a fork's preview), so it is put back here too. */
async function seen(home: CodexHome, layouts: Layouts, provider: string): Promise<Answers> {
  const putBack = await snapshot(home);
  const shown = await look(home, layouts, provider);
  await putBack();
  return shown;
}
