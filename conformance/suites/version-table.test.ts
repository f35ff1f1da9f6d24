import { describe, expect, test } from "vitest";
import type { CodexHome } from "../src/codex-home.ts";
import { authorizations, expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { threadWith } from "../src/family.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { bearerOf } from "../src/providers.ts";
import { indexedProvider } from "../src/session-index.ts";
import { sendTurn } from "../src/threads.ts";
import { userTexts } from "../src/turn-input.ts";
import { CODEX_VERSIONS, traitsOf, versionsUnderTest } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

const [NEWEST = ""] = CODEX_VERSIONS;
const LONGER = "a_much_longer_provider_id";
const SAID = [
  "question one",
  "question two",
  "and another question",
  "and another question",
  "question five",
];

// The column "full" of the facts' version table: what a version does once every place names the new provider.
describe.each(versionsUnderTest())(
  "codex %s: a thread that its app-server began and its exec resumed",
  (version) => {
    test.each(["beta", LONGER])(
      "after a switch to %s is listed and indexed there, and goes on there, by exec and by app-server",
      async (target) => {
        const { home, id } = await switchedHome(version, target);
        await expectShownOn(home, id, target);
        await expectResumes(home, id, { on: target, notOn: "alpha" });
        await expectShownOn(home, id, target);
        await expectServerResumes(home, id, target);
        await expectShownOn(home, id, target);
      },
    );
  },
);

describe.each(versionsUnderTest().filter((version) => version !== NEWEST))(
  `codex %s: a thread of its, in a home that ${NEWEST} has opened since`,
  (version) => {
    test("is listed, indexed and resumed on the new provider by the newer one, and by it again", async () => {
      const { home, id } = await homeWithThread(version, LONGER);
      const newer = await home.upgradedTo(NEWEST);
      await expectShownOn(newer, id, "alpha");
      expectExit(await zcfSwitch(home, LONGER, "--strict"), 0);
      await expectShownOn(newer, id, LONGER);
      await expectResumes(newer, id, { on: LONGER, notOn: "alpha" });
      await expectServerResumes(newer, id, LONGER);
      await expectShownOn(newer, id, LONGER);
      await expectResumes(home, id, { on: LONGER, notOn: "alpha" });
    });
  },
);

interface WithThread {
  readonly home: CodexHome;
  readonly id: string;
}

async function switchedHome(version: string, target: string): Promise<WithThread> {
  const made = await homeWithThread(version, target);
  expectExit(await zcfSwitch(made.home, target, "--strict"), 0);
  return made;
}

async function homeWithThread(version: string, target: string): Promise<WithThread> {
  const home = await codexHomeForTest({ version, providers: ["alpha", target] });
  const server = await home.appServer();
  const { id } = await threadWith(server, ["question one", "question two"]);
  await server.close();
  await expectResumes(home, id, { on: "alpha", notOn: target });
  return { home, id };
}

/** However often it is asked and searched, after which Codex has repaired its index from the files (facts, section 2). */
async function expectShownOn(home: CodexHome, id: string, provider: string): Promise<void> {
  await expectListed(home, [id]);
  const indexed = traitsOf(home.version).index ? provider : undefined;
  expect(await indexedProvider(home.codexHome, id)).toBe(indexed);
}

async function expectServerResumes(home: CodexHome, threadId: string, provider: string): Promise<void> {
  for (const name of ["alpha", provider]) home.server(name).forget();
  const server = await home.appServer();
  await server.call("thread/resume", { threadId });
  await sendTurn(server, threadId, "question five");
  await server.close();
  expect(authorizations(home.server(provider))).toEqual([bearerOf(provider)]);
  expect(userTexts(home.server(provider).turns()[0])).toEqual(SAID);
  expect(home.server("alpha").requests).toEqual([]);
}
