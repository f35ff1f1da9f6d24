import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec, codexResume } from "../src/codex-home.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { listedIds } from "../src/threads.ts";
import { traitsOf, versionsWith } from "../src/versions.ts";

// Without zcf these suites must be able to fail: the problem they guard against is really there.
describe.each(versionsWith((traits) => traits.listsExec))(
  "codex %s: what a switch of config.toml alone does",
  (version) => {
    test("the session is no longer listed, though a filter for every provider shows it", async () => {
      const home = await codexHomeForTest({ version });
      const id = await codexExec(home, "first question");
      await switchConfigOnly(home);
      const server = await home.appServer();
      expect(await listedIds(server)).toEqual([]);
      // 0.118 fills its index in the background after it has begun to answer.
      await expect.poll(() => listedIds(server, { modelProviders: [] })).toEqual([id]);
    });

    test.runIf(traitsOf(version).refusesForeignThread)("and it cannot be resumed", async () => {
      const home = await codexHomeForTest({ version });
      const id = await codexExec(home, "first question");
      await switchConfigOnly(home);
      const resumed = await codexResume(home, id, "and another question");
      expect(resumed.code).toBe(1);
      expect(home.server("beta").turns()).toEqual([]);
    });
  },
);

async function switchConfigOnly(home: CodexHome): Promise<void> {
  const config = await readFile(home.config, "utf8");
  await writeFile(home.config, config.replace('model_provider = "alpha"', 'model_provider = "beta"'));
}
