import { describe, expect, test } from "vitest";
import { codexExec } from "../src/codex-home.ts";
import { expectDefaultProvider, expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { digestTree, isVolatile } from "../src/tree-digest.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";
import { leaveZombie } from "../src/zombie.ts";

// A running app-server keeps auth.json in memory: after a switch it would send the old key to the new server (facts, G).
describe.each(CODEX_VERSIONS)(
  "codex %s: an app-server of the home runs and the key lives in auth.json",
  (version) => {
    test("the switch stops, names the restart command, and changes nothing", async () => {
      const home = await codexHomeForTest({ version });
      await codexExec(home, "first question");
      await home.appServer();
      const before = await digestTree(home.codexHome, isVolatile);
      const switched = await zcfSwitch(home, "beta");
      expectExit(switched, 1);
      expect(switched.stdout + switched.stderr).toContain("codex app-server daemon restart");
      expect(await digestTree(home.codexHome, isVolatile)).toEqual(before);
    });

    test("--force goes on, and a fresh process is on beta", async () => {
      const home = await codexHomeForTest({ version });
      const id = await codexExec(home, "first question");
      const running = await home.appServer();
      expectExit(await zcfSwitch(home, "beta", "--force"), 0);
      await running.close();
      await expectDefaultProvider(home, "beta");
      await expectListed(home, [id]);
      await expectResumes(home, id, { on: "beta", notOn: "alpha" });
    });

    test("a Codex that has ended, and whose parent has not noticed, does not stop it", async () => {
      const home = await codexHomeForTest({ version });
      await codexExec(home, "first question");
      await leaveZombie(home);
      expectExit(await zcfSwitch(home, "beta"), 0);
    });

    test("an app-server of another home does not stop it", async () => {
      const other = await codexHomeForTest({ version });
      await other.appServer();
      const home = await codexHomeForTest({ version });
      await codexExec(home, "first question");
      expectExit(await zcfSwitch(home, "beta"), 0);
    });
  },
);
