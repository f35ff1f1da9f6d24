import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectDefaultProvider, expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { namedProviders } from "../src/rollouts.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

async function twoSessions(home: CodexHome): Promise<readonly [string, string]> {
  return [await codexExec(home, "first question"), await codexExec(home, "second question")];
}

describe.each(versionsWith((traits) => traits.listsExec))(
  "codex %s: sessions follow the switch",
  (version) => {
    test("a fresh app-server lists them, however often and whichever way it is asked", async () => {
      const home = await codexHomeForTest({ version });
      const ids = await twoSessions(home);
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectDefaultProvider(home, "beta");
      await expectListed(home, ids);
      await expectListed(home, ids);
    });

    test("resume reaches beta's server with beta's key, and alpha's hears nothing", async () => {
      const home = await codexHomeForTest({ version });
      const [first, second] = await twoSessions(home);
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectResumes(home, first, { on: "beta", notOn: "alpha" });
      await expectResumes(home, second, { on: "beta", notOn: "alpha" });
      await expectListed(home, [first, second]);
      await expectResumes(home, first, { on: "beta", notOn: "alpha" });
    });

    test("every place in the files that names a provider names beta", async () => {
      const home = await codexHomeForTest({ version });
      const [first] = await twoSessions(home);
      await expectResumes(home, first, { on: "alpha", notOn: "beta" });
      expectExit(await zcfSwitch(home, "beta"), 0);
      const named = Object.values(await namedProviders(home.codexHome)).flat();
      expect(new Set(named)).toEqual(new Set(["beta"]));
    });

    test("a new session goes to beta and stands beside the old ones", async () => {
      const home = await codexHomeForTest({ version });
      const ids = await twoSessions(home);
      expectExit(await zcfSwitch(home, "beta"), 0);
      home.server("alpha").forget();
      const fresh = await codexExec(home, "third question");
      expect(home.server("beta").turns()).toHaveLength(1);
      expect(home.server("alpha").requests).toEqual([]);
      await expectListed(home, [...ids, fresh]);
    });
  },
);
