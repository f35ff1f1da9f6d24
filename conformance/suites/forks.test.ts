import { describe, expect, test } from "vitest";
import type { AppServer } from "../src/app-server.ts";
import type { CodexHome } from "../src/codex-home.ts";
import { expectExit, expectResumes } from "../src/expectations.ts";
import { type Family, legacyFamily, paginatedFamily, turnsOf } from "../src/family.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { conversations } from "../src/rollouts.ts";
import { listThreads } from "../src/threads.ts";
import { userTexts } from "../src/turn-input.ts";
import { traitsOf, versionsWith } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

describe.each(versionsWith((traits) => traits.archives))(
  "codex %s: forks and reverted threads",
  (version) => {
    test("all follow, and each model sees exactly its own thread's history", async () => {
      const { home, family } = await withFamily(version);
      const before = await conversations(home.codexHome);
      expectExit(await zcfSwitch(home, "beta"), 0);
      expect(await conversations(home.codexHome)).toEqual(before);
      await expectAllOn(home, family, "beta");
      for (const [id, texts] of Object.entries(family)) {
        await expectResumes(home, id, { on: "beta", notOn: "alpha" });
        const [turn] = home.server("beta").turns();
        expect(userTexts(turn)).toEqual([...texts, "and another question"]);
        expect(JSON.stringify(turn?.body)).not.toContain("turn_aborted");
      }
    });
  },
);

describe.each(versionsWith((traits) => traits.serverHistory === "paginated"))(
  "codex %s: stored offsets",
  (version) => {
    test("show the same turns and items before and after a switch", async () => {
      const { home, family } = await withFamily(version);
      const before = await allTurns(home, family);
      expectExit(await zcfSwitch(home, "beta"), 0);
      expect(await allTurns(home, family)).toEqual(before);
    });
  },
);

interface WithFamily {
  readonly home: CodexHome;
  readonly family: Family;
}

async function withFamily(version: string): Promise<WithFamily> {
  const home = await codexHomeForTest({ version });
  const server = await home.appServer();
  const family = await makeFamily(server, version);
  await server.close();
  return { home, family };
}

function makeFamily(server: AppServer, version: string): Promise<Family> {
  return traitsOf(version).serverHistory === "paginated" ? paginatedFamily(server) : legacyFamily(server);
}

// The scan of 0.169 shows a reverted thread twice, once per file, also where zcf never was.
async function expectAllOn(home: CodexHome, family: Family, provider: string): Promise<void> {
  const server = await home.appServer();
  for (const filter of [{}, { useStateDbOnly: true }, {}]) {
    const listed = await listThreads(server, filter);
    expect(new Set(listed.map((thread) => thread.id))).toEqual(new Set(Object.keys(family)));
    expect(new Set(listed.map((thread) => thread.provider))).toEqual(new Set([provider]));
  }
  await server.close();
}

async function allTurns(home: CodexHome, family: Family): Promise<readonly unknown[]> {
  const server = await home.appServer();
  const turns = [];
  for (const id of Object.keys(family)) turns.push(await turnsOf(server, id));
  await server.close();
  return turns;
}
