import { appendFile, readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { chatgptTokens } from "../src/chatgpt-login.ts";
import { type Finished, printed } from "../src/child.ts";
import { type CodexHome, codexExec, codexResume } from "../src/codex-home.ts";
import { debris } from "../src/debris.ts";
import { expectExit, expectResumes } from "../src/expectations.ts";
import { homePicture, pictureDifferences } from "../src/home-picture.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { at, type Json, type JsonObject, parseJson } from "../src/json.ts";
import { everyLayout } from "../src/layouts.ts";
import { keyOf } from "../src/providers.ts";
import { conversations } from "../src/rollouts.ts";
import { storedOffsets } from "../src/stored-offsets.ts";
import { type ListedThread, listThreads } from "../src/threads.ts";
import { userTexts } from "../src/turn-input.ts";
import { CODEX_VERSIONS, traitsOf } from "../src/versions.ts";
import { zcf, zcfSwitch } from "../src/zcf.ts";

const LONGER = "a_much_longer_provider_id";
const TARGETS = ["gamma", LONGER];

describe.each(CODEX_VERSIONS)("codex %s: a switch taken back", (version) => {
  test.each(TARGETS)(
    "from %s with nothing in between leaves the home as it was, and Codex goes on in it",
    async (target) => {
      const { home, id } = await homeWithSessions(version, target);
      const shown = await listed(home);
      const before = await homePicture(home.codexHome);
      expectExit(await zcfSwitch(home, target, "--strict"), 0);
      expect(pictureDifferences(before, await homePicture(home.codexHome))).not.toEqual([]);
      const undone = await undo(home);
      expect(pictureDifferences(before, await homePicture(home.codexHome)), printed(undone)).toEqual([]);
      expect(await debris(home)).toEqual([]);
      expect(await listed(home)).toEqual(shown);
      await expectResumes(home, id, { on: "alpha", notOn: target });
    },
  );

  test("from official with nothing in between leaves the home as it was", async () => {
    const { home } = await homeWithSessions(version, "gamma");
    await logIn(home, 1);
    const before = await homePicture(home.codexHome);
    expectExit(await zcfSwitch(home, "official"), 0);
    const undone = await undo(home);
    expect(pictureDifferences(before, await homePicture(home.codexHome)), printed(undone)).toEqual([]);
  });

  test("and taken back twice is a switch again, and thrice is none", async () => {
    const { home } = await homeWithSessions(version, LONGER);
    const pictures = [await homePicture(home.codexHome)];
    expectExit(await zcfSwitch(home, LONGER, "--strict"), 0);
    pictures.push(await homePicture(home.codexHome));
    for (const odd of [0, 1, 0]) {
      const undone = await undo(home);
      expect(
        pictureDifferences(pictures[odd] ?? {}, await homePicture(home.codexHome)),
        printed(undone),
      ).toEqual([]);
    }
  });

  test.each(TARGETS)(
    "from %s after a token refresh, a new project and new turns takes back what zcf set, and nothing else",
    async (target) => {
      const { home, id } = await homeWithSessions(version, target);
      await logIn(home, 1);
      const shown = await listed(home);
      expectExit(await zcfSwitch(home, target, "--strict"), 0);
      const tokens = await logIn(home, 2);
      await appendFile(home.config, TRUSTED);
      expectExit(await codexResume(home, id, "asked in between"), 0);
      const between = await content(home);
      const undone = await undo(home);
      expect(await content(home), printed(undone)).toEqual(between);
      await expectBackOn(home, "alpha");
      expect(at(await authOf(home), "tokens")).toEqual(tokens);
      expect(await listed(home)).toEqual(shown);
      await expectResumes(home, id, { on: "alpha", notOn: target });
      expect(userTexts(home.server("alpha").turns()[0])).toContain("asked in between");
    },
  );

  test("from official after a token refresh: the key is back, and the new tokens stay", async () => {
    const { home } = await homeWithSessions(version, "gamma");
    await logIn(home, 1);
    expectExit(await zcfSwitch(home, "official"), 0);
    expect(at(await authOf(home), "OPENAI_API_KEY") ?? null).toBeNull();
    const tokens = await logIn(home, 2);
    await appendFile(home.config, TRUSTED);
    await undo(home);
    await expectBackOn(home, "alpha");
    expect(at(await authOf(home), "tokens")).toEqual(tokens);
  });
});

const TRUSTED = '\n[projects."/work/other"]\ntrust_level = "trusted"\n';

interface WithSessions {
  readonly home: CodexHome;
  /** A session that `codex exec` has made. */
  readonly id: string;
}

async function homeWithSessions(version: string, target: string): Promise<WithSessions> {
  const home = await codexHomeForTest({ version, providers: ["alpha", target] });
  const id = await codexExec(home, "first question");
  await codexExec(home, "second question");
  expectExit(await home.codex("archive", await codexExec(home, "archived question")), 0);
  if (traitsOf(version).serverHistory === "paginated") await everyLayout(home);
  return { home, id };
}

/** Asked as a scan, which repairs no row. */
async function listed(home: CodexHome): Promise<readonly ListedThread[]> {
  const server = await home.appServer();
  const threads = await listThreads(server);
  await server.close();
  return threads.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function undo(home: CodexHome): Promise<Finished> {
  const undone = await zcf(home, "undo", "--yes", "--strict", "--home", home.codexHome);
  expectExit(undone, 0);
  return undone;
}

/** Writes tokens as Codex does after a login and whenever it renews them; they differ from hour to hour. */
async function logIn(home: CodexHome, hour: number): Promise<Json> {
  const tokens = chatgptTokens(Date.now() + hour * 3_600_000);
  const auth = {
    ...((await authOf(home)) as JsonObject),
    tokens,
    last_refresh: `2026-11-23T0${hour}:00:00Z`,
  };
  await writeFile(home.auth, JSON.stringify(auth, null, 2));
  return tokens;
}

async function authOf(home: CodexHome): Promise<Json> {
  return parseJson(await readFile(home.auth, "utf8"));
}

async function content(home: CodexHome): Promise<Readonly<Record<string, unknown>>> {
  const paginated = traitsOf(home.version).history === "paginated";
  return {
    lines: await conversations(home.codexHome),
    offsets: paginated ? await storedOffsets(home.codexHome) : {},
  };
}

async function expectBackOn(home: CodexHome, provider: string): Promise<void> {
  const config = await readFile(home.config, "utf8");
  expect(config).toContain(`model_provider = "${provider}"`);
  expect(config.endsWith(TRUSTED)).toBe(true);
  expect(at(await authOf(home), "OPENAI_API_KEY")).toBe(keyOf(provider));
}
