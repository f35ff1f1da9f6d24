import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { rolloutLines } from "../src/rollouts.ts";
import { listThreads } from "../src/threads.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfRestore, zcfSwitch } from "../src/zcf.ts";

describe.each(CODEX_VERSIONS)("codex %s: sessions given back to the provider they had first", (version) => {
  test("have their first bytes again, also after several switches; younger ones stay", async () => {
    const home = await codexHomeForTest({ version, providers: ["alpha", "beta", "gamma"] });
    const old = await codexExec(home, "first question");
    const before = await rolloutLines(home.codexHome);
    expectExit(await zcfSwitch(home, "gamma"), 0);
    const young = await codexExec(home, "second question");
    expectExit(await zcfSwitch(home, "beta"), 0);
    expectExit(await zcfRestore(home), 0);
    expect(await rolloutLines(home.codexHome)).toMatchObject(before);
    expect(await allThreads(home)).toEqual(
      new Map([
        [old, "alpha"],
        [young, "gamma"],
      ]),
    );
  });

  test("are listed and resume when the first provider is switched to again", async () => {
    const home = await codexHomeForTest({ version });
    const id = await codexExec(home, "first question");
    expectExit(await zcfSwitch(home, "beta"), 0);
    expectExit(await zcfRestore(home), 0);
    await expectListed(home, []);
    expectExit(await zcfSwitch(home, "alpha"), 0);
    await expectListed(home, [id]);
    await expectResumes(home, id, { on: "alpha", notOn: "beta" });
  });
});

async function allThreads(home: CodexHome): Promise<ReadonlyMap<string, string>> {
  const server = await home.appServer();
  const listed = await listThreads(server, { modelProviders: [] });
  await server.close();
  return new Map(listed.map(({ id, provider }) => [id, provider]));
}
