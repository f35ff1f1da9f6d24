import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { conversations } from "../src/rollouts.ts";
import { listThreads } from "../src/threads.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

describe.each(versionsWith((traits) => traits.archives))("codex %s: an archived session", (version) => {
  test("follows: it is listed among the archived of beta, however it is asked", async () => {
    const { home, archived } = await withArchived(version);
    const before = await conversations(home.codexHome);
    expectExit(await zcfSwitch(home, "beta"), 0);
    expect(await conversations(home.codexHome)).toEqual(before);
    const server = await home.appServer();
    for (const filter of [{}, { searchTerm: "question" }, { useStateDbOnly: true }, {}]) {
      const listed = await listThreads(server, { archived: true, ...filter });
      expect(listed, JSON.stringify(filter)).toEqual([{ id: archived, provider: "beta" }]);
    }
  });

  test("resumes on beta once it is unarchived", async () => {
    const { home, archived, other } = await withArchived(version);
    expectExit(await zcfSwitch(home, "beta"), 0);
    expectExit(await home.codex("unarchive", archived), 0);
    await expectListed(home, [archived, other]);
    await expectResumes(home, archived, { on: "beta", notOn: "alpha" });
  });
});

interface WithArchived {
  readonly home: CodexHome;
  readonly archived: string;
  readonly other: string;
}

async function withArchived(version: string): Promise<WithArchived> {
  const home = await codexHomeForTest({ version });
  const archived = await codexExec(home, "archived question");
  const other = await codexExec(home, "other question");
  expectExit(await home.codex("archive", archived), 0);
  return { home, archived, other };
}
