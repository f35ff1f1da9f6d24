import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { LOGIN_TOKEN, setState, storeLogin, writeSettings } from "../src/claude/claude-files.ts";
import type { ClaudeHome, Exports } from "../src/claude/claude-home.ts";
import { type ClaudeSession, RELOAD_MS } from "../src/claude/claude-session.ts";
import { claudeVersionsInDepth, claudeVersionsUnderTest } from "../src/claude/claude-versions.ts";
import { switchTo, undo, zcfClaude } from "../src/claude/claude-zcf.ts";
import { claudeHomeForTest } from "../src/claude/in-claude-home.ts";
import { credentialsAt, mentions, sentTo } from "../src/claude/sent.ts";
import { GLM, KIMI, type UpstreamProfile, writeProfiles } from "../src/claude/upstream-profiles.ts";
import { expectExit } from "../src/expectations.ts";
import { at, type Json, parseJson } from "../src/json.ts";
import { seeded, seedOfRun } from "../src/seeded.ts";

const PROFILES = [GLM, KIMI];
const LOGIN = `- / Bearer ${LOGIN_TOKEN}`;

describe.each(claudeVersionsUnderTest())("claude %s: -p after a switch", (version) => {
  test("reaches the new server with its credential and its model, the old one hears nothing; to and fro", async () => {
    const home = await homeWithProfiles(version);
    for (const profile of [GLM, KIMI, GLM]) {
      await switchTo(home, profile.id);
      await expectPrints(home, profile);
    }
  });

  test("the same over exports of an old provider, in zcf's shell and in Claude Code's", async () => {
    const home = await homeWithProfiles(version);
    const old = { ...exportsOf(home, GLM), ANTHROPIC_CUSTOM_HEADERS: "x-old: old-header-secret" };
    await switchTo(home, "kimi", old);
    await expectPrints(home, KIMI, old);
    expect(mentions(home.server("kimi"), "old-header-secret")).toEqual([]);
  });

  test("nothing that was set by hand for an old provider rides along", async () => {
    const home = await homeWithProfiles(version);
    const env = { ...exportsOf(home, GLM), ...LEFTOVERS };
    await writeSettings(home, env, { model: "old-top-level-model" });
    await switchTo(home, "kimi");
    await expectPrints(home, KIMI);
    expect(mentions(home.server("kimi"), "old-")).toEqual([]);
  });

  test("a profile without a key is refused, and nothing changes", async () => {
    const home = await homeWithProfiles(version, [GLM, { ...KIMI, id: "bare", key: "" }]);
    await storeLogin(home);
    await switchTo(home, "glm");
    const before = await readFile(home.settings, "utf8");
    const refused = await zcfClaude(home, ["switch", "bare"]);
    expect(refused.code, refused.stderr).not.toBe(0);
    expect(await readFile(home.settings, "utf8")).toBe(before);
    await expectPrints(home, GLM);
  });

  test("a primary key of .claude.json does not go to the provider beside its token", async () => {
    const home = await homeWithProfiles(version);
    await setState(home, { primaryApiKey: "old-primary-key" });
    const switched = await zcfClaude(home, ["switch", "glm"]);
    if (switched.code === 0) expectExit(await home.print(), 0);
    expect(mentions(home.server("glm"), "old-primary-key"), switched.stderr).toEqual([]);
  });
});

const LEFTOVERS = {
  ANTHROPIC_CUSTOM_HEADERS: "x-old: old-header",
  ANTHROPIC_DEFAULT_OPUS_MODEL: "old-opus",
  ANTHROPIC_DEFAULT_SONNET_MODEL: "old-sonnet",
  ANTHROPIC_SMALL_FAST_MODEL: "old-small",
  CLAUDE_CODE_SUBAGENT_MODEL: "old-subagent",
  CLAUDE_CODE_USE_BEDROCK: "1",
};

describe.each(claudeVersionsUnderTest())("claude %s: back to official", (version) => {
  test.each([{ login: true }, { login: false }])(
    "with a login: $login, auth status says what it said, and no header, model or request of the provider is left",
    async ({ login }) => {
      const home = await homeWithProfiles(version);
      if (login) await storeLogin(home);
      const before = await authStatus(home);
      const credentials = await contentOf(home.credentials);
      for (const target of ["glm", "kimi", "official"]) await switchTo(home, target);
      expect(await contentOf(home.credentials)).toBe(credentials);
      expect(await authStatus(home)).toEqual(before);
      expectExit(await home.print(), login ? 0 : 1);
      expect(credentialsAt(home.gate.official)).toEqual(login ? [LOGIN] : []);
      for (const secret of ["glm", "kimi"]) expect(mentions(home.gate.official, secret)).toEqual([]);
      expectSilent(home, GLM, KIMI);
    },
  );

  test("with an API key of Anthropic's own in settings before: undo brings it back", async () => {
    const home = await homeWithProfiles(version);
    await writeSettings(home, { ANTHROPIC_API_KEY: "sk-ant-own-key" });
    await switchTo(home, "glm");
    await expectPrints(home, GLM);
    expect(mentions(home.server("glm"), "sk-ant-own-key")).toEqual([]);
    await undo(home);
    expectExit(await home.print(), 0);
    expect(credentialsAt(home.gate.official)).toEqual(["sk-ant-own-key / -"]);
  });
});

describe.each(claudeVersionsUnderTest())("claude %s: a session that runs while zcf switches", (version) => {
  test("from token to key, to token, to official: only what is new, and no question about the key", async () => {
    const home = await homeWithProfiles(version);
    await storeLogin(home);
    await switchTo(home, "glm");
    const session = await home.session();
    await expectAnswers(home, session, GLM);
    for (const profile of [KIMI, GLM]) {
      await switchTo(home, profile.id);
      await sleep(RELOAD_MS);
      await expectAnswers(home, session, profile);
    }
    await switchTo(home, "official");
    await sleep(RELOAD_MS);
    await expectOfficial(home, session);
    expect(session.shown()).not.toContain("DetectedacustomAPIkey");
  });

  test("that began as official: to a token, and undone", async () => {
    const home = await homeWithProfiles(version);
    await storeLogin(home);
    const session = await home.session();
    await expectOfficial(home, session);
    await switchTo(home, "glm");
    await sleep(RELOAD_MS);
    await expectAnswers(home, session, GLM);
    await undo(home);
    await sleep(RELOAD_MS);
    await expectOfficial(home, session);
  });

  test("an undo that is undone brings the approval of the key back as well", async () => {
    const home = await homeWithProfiles(version);
    await storeLogin(home);
    await switchTo(home, "kimi");
    const session = await home.session();
    await undo(home);
    await sleep(RELOAD_MS);
    await expectOfficial(home, session);
    await undo(home);
    await sleep(RELOAD_MS);
    await expectAnswers(home, session, KIMI);
  });

  test("undo goes back to the provider before, with its credential alone", async () => {
    const home = await homeWithProfiles(version);
    await switchTo(home, "glm");
    const session = await home.session();
    await switchTo(home, "kimi");
    await sleep(RELOAD_MS);
    await expectAnswers(home, session, KIMI);
    await undo(home);
    await sleep(RELOAD_MS);
    await expectAnswers(home, session, GLM);
  });

  test("that has an old provider from its shell, which zcf's shell knows nothing of", async () => {
    const home = await homeWithProfiles(version);
    const session = await home.session(exportsOf(home, GLM));
    await session.ask();
    home.forget();
    await switchTo(home, "kimi");
    await sleep(RELOAD_MS);
    await expectAnswers(home, session, KIMI);
  });

  test("a new session has the new model, and asks nothing about the key", async () => {
    const home = await homeWithProfiles(version);
    await switchTo(home, "glm");
    await switchTo(home, "kimi");
    const session = await home.session();
    await session.ask();
    expect(session.shown()).not.toContain("DetectedacustomAPIkey");
    expect(sentTo(home.server("kimi"))).toContainEqual(sentOf(KIMI));
    expect(credentialsAt(home.server("kimi"))).toEqual([headersOf(KIMI)]);
  });
});

const seed = seedOfRun();

describe.each(claudeVersionsUnderTest())("claude %s: a stored login", (version) => {
  const steps = claudeVersionsInDepth().includes(version) ? 16 : 4;

  test(`reaches no third party in ${steps} switches and undos (ZCF_CONFORMANCE_SEED=${seed})`, async () => {
    const home = await homeWithProfiles(version);
    await storeLogin(home);
    const session = await home.session();
    for (const step of walk(steps)) {
      await (step === "undo" ? undo(home) : switchTo(home, step));
      await sleep(RELOAD_MS);
      await session.ask();
      expectExit(await home.print(), 0);
    }
    for (const profile of PROFILES) {
      const server = home.server(profile.id);
      expect(mentions(server, LOGIN_TOKEN)).toEqual([]);
      expect([headersOf(profile)]).toEqual(expect.arrayContaining([...credentialsAt(server)]));
    }
    expect([LOGIN]).toEqual(expect.arrayContaining([...credentialsAt(home.gate.official)]));
    expect(
      [...PROFILES.map(({ id }) => home.server(id)), home.gate.official].flatMap((api) => api.turns()),
    ).not.toEqual([]);
  });
});

/** A random walk that begins with a key, which needs an approval; with undo there is always something to take back. */
function walk(steps: number): readonly string[] {
  const random = seeded(seed);
  return [
    "kimi",
    ...Array.from({ length: steps - 1 }, () => random.pick(["official", "glm", "kimi", "undo"])),
  ];
}

async function homeWithProfiles(
  version: string,
  profiles: readonly UpstreamProfile[] = PROFILES,
): Promise<ClaudeHome> {
  const home = await claudeHomeForTest(
    version,
    profiles.map(({ id }) => id),
  );
  await writeProfiles(home, profiles);
  return home;
}

function headersOf({ authType, key = "" }: UpstreamProfile): string {
  return authType === "api_key" ? `${key} / -` : `- / Bearer ${key}`;
}

function sentOf({ authType, key = "", model }: UpstreamProfile): unknown {
  return authType === "api_key"
    ? { apiKey: key, authorization: undefined, model }
    : { apiKey: undefined, authorization: `Bearer ${key}`, model };
}

function exportsOf(home: ClaudeHome, { id, authType, key = "", model }: UpstreamProfile): Exports {
  const credential = authType === "api_key" ? "ANTHROPIC_API_KEY" : "ANTHROPIC_AUTH_TOKEN";
  return { ANTHROPIC_BASE_URL: home.server(id).baseUrl, [credential]: key, ANTHROPIC_MODEL: `old-${model}` };
}

/** Neither Anthropic nor another provider was asked for anything. */
function expectSilent(home: ClaudeHome, ...profiles: readonly UpstreamProfile[]): void {
  for (const { id } of profiles) expect(home.server(id).requests, id).toEqual([]);
}

async function expectPrints(home: ClaudeHome, profile: UpstreamProfile, exported?: Exports): Promise<void> {
  home.forget();
  const printed = await home.print(exported);
  expectExit(printed, 0);
  expect(printed.stdout).toContain(`pong-from-${profile.id}`);
  expect(sentTo(home.server(profile.id))).toEqual([sentOf(profile)]);
  expectOnly(home, profile);
}

/** The session's next question reaches this provider with its credential alone; the model is what the session began with. */
async function expectAnswers(
  home: ClaudeHome,
  session: ClaudeSession,
  profile: UpstreamProfile,
): Promise<void> {
  home.forget();
  await session.ask();
  expect(credentialsAt(home.server(profile.id))).toEqual([headersOf(profile)]);
  expectOnly(home, profile);
}

function expectOnly(home: ClaudeHome, profile: UpstreamProfile): void {
  for (const other of PROFILES.filter(({ id }) => id !== profile.id)) {
    expect(mentions(home.server(profile.id), other.key ?? "")).toEqual([]);
    if (hasServer(home, other.id)) expectSilent(home, other);
  }
  expect(mentions(home.server(profile.id), LOGIN_TOKEN)).toEqual([]);
  expect(home.gate.official.turns()).toEqual([]);
}

function hasServer(home: ClaudeHome, id: string): boolean {
  return home.servers.some((server) => server.name === id);
}

async function expectOfficial(home: ClaudeHome, session: ClaudeSession): Promise<void> {
  home.forget();
  await session.ask();
  expect(credentialsAt(home.gate.official)).toEqual([LOGIN]);
  for (const { key } of PROFILES) expect(mentions(home.gate.official, key ?? "")).toEqual([]);
  expectSilent(home, ...PROFILES);
}

async function authStatus(home: ClaudeHome): Promise<Json> {
  const { stdout } = await home.claude("auth", "status", "--json");
  const status = parseJson(stdout);
  expect(at(status, "loggedIn")).toBeDefined();
  return status;
}

function contentOf(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch(() => null);
}
