import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { approve, LOGIN_TOKEN, setState, storeLogin, writeSettings } from "../src/claude/claude-files.ts";
import type { ClaudeHome } from "../src/claude/claude-home.ts";
import { RELOAD_MS } from "../src/claude/claude-session.ts";
import { claudeVersionsInDepth, claudeVersionsUnderTest } from "../src/claude/claude-versions.ts";
import { claudeHomeForTest } from "../src/claude/in-claude-home.ts";
import { credentialsAt, sentTo } from "../src/claude/sent.ts";
import type { JsonObject } from "../src/json.ts";

const KEY = "sk-ant-invented-0123456789-abcdefghij";
const LOGIN = `- / Bearer ${LOGIN_TOKEN}`;

// No zcf here: what a session that runs takes up of a change. Sessions cost seconds: most of it is for `conformance:all`.
describe.each(claudeVersionsUnderTest())("claude %s: a running session", (version) => {
  test("takes up another server and token, but no other model", async () => {
    const { home, change, ask } = await running(version, "alpha", { ANTHROPIC_MODEL: "model-a" });
    await change({ ...on(home, "beta"), ANTHROPIC_MODEL: "model-b" }, { model: "model-c" });
    await ask();
    expect(sentTo(home.server("beta"))).toEqual([
      { apiKey: undefined, authorization: "Bearer tok-beta", model: "model-a" },
    ]);
    expect(home.server("alpha").turns()).toEqual([]);
  });
});

describe.each(claudeVersionsInDepth())("claude %s: a running session", (version) => {
  test("keeps a key that is removed, and sends it to the new server; an empty text takes it away", async () => {
    const { home, change, ask } = await running(version, "alpha");
    await approve(home, KEY.slice(-20));
    const to = { ANTHROPIC_BASE_URL: home.server("beta").baseUrl, ANTHROPIC_API_KEY: KEY };
    await change(to);
    await ask();
    expect(credentialsAt(home.server("beta"))).toEqual([`${KEY} / Bearer tok-alpha`]);
    home.forget();
    await change({ ...to, ANTHROPIC_AUTH_TOKEN: "" });
    await ask();
    expect(credentialsAt(home.server("beta"))).toEqual([`${KEY} / -`]);
  });

  test("keeps a base URL that is removed, and sends the new token there", async () => {
    const { home, change, ask } = await running(version, "alpha");
    await change({ ANTHROPIC_AUTH_TOKEN: "tok-official" });
    await ask();
    expect(credentialsAt(home.server("alpha"))).toEqual(["- / Bearer tok-official"]);
    expect(home.gate.official.turns()).toEqual([]);
  });

  test("with every key an empty text, goes to Anthropic with the stored login", async () => {
    const { home, change, ask } = await running(version, "alpha", {}, true);
    await change({ ANTHROPIC_BASE_URL: "", ANTHROPIC_AUTH_TOKEN: "" });
    await ask();
    expect(credentialsAt(home.gate.official)).toEqual([LOGIN]);
    expect(home.server("alpha").turns()).toEqual([]);
  });

  test("with every key an empty text and no login, asks nobody", async () => {
    const { home, change, ask } = await running(version, "alpha");
    await change({ ANTHROPIC_BASE_URL: "", ANTHROPIC_AUTH_TOKEN: "" });
    await ask();
    expect([home.server("alpha").turns(), home.gate.official.turns()]).toEqual([[], []]);
  });

  test("keeps the old values while the file cannot be read", async () => {
    const { home, ask } = await running(version, "alpha");
    await writeFile(home.settings, '{ "env": {');
    await sleep(RELOAD_MS);
    await ask();
    expect(credentialsAt(home.server("alpha"))).toEqual(["- / Bearer tok-alpha"]);
  });

  test("does not use a key that nobody approved, and leaks the stored login instead", async () => {
    const { home, change, ask } = await running(version, "alpha", {}, true);
    await change({
      ANTHROPIC_BASE_URL: home.server("beta").baseUrl,
      ANTHROPIC_AUTH_TOKEN: "",
      ANTHROPIC_API_KEY: KEY,
    });
    await ask();
    expect(credentialsAt(home.server("beta"))).toEqual([LOGIN]);
  });
});

const ASKS = "Detected a custom API key in your environment";

describe.each(claudeVersionsInDepth())("claude %s: a session that starts with an API key", (version) => {
  test.each([
    { what: "no approval", approved: [] },
    { what: "its first 20 characters", approved: [KEY.slice(0, 20)] },
    { what: "the whole key", approved: [KEY] },
  ])("asks when the approvals hold $what", async ({ approved }) => {
    const home = await withKey(version);
    await approve(home, ...approved);
    await home.start().sees(ASKS);
  });

  test.each([
    { what: "its last 20 characters", responses: { approved: [KEY.slice(-20)], rejected: [] } },
    {
      what: "them, beside a rejection",
      responses: { approved: [KEY.slice(-20)], rejected: [KEY.slice(-20)] },
    },
  ])("does not ask when the approvals hold $what, and uses it", async ({ responses }) => {
    const home = await withKey(version);
    await setState(home, { customApiKeyResponses: responses });
    const session = await home.session();
    await session.ask();
    expect(session.shown()).not.toContain(ASKS.replaceAll(" ", ""));
    expect(credentialsAt(home.server("alpha"))).toEqual([`${KEY} / -`]);
  });

  test("a rejected key is not used, and the stored login goes to the third party", async () => {
    const home = await withKey(version);
    await storeLogin(home);
    await setState(home, { customApiKeyResponses: { approved: [], rejected: [KEY.slice(-20)] } });
    const session = await home.session();
    await session.ask();
    expect(credentialsAt(home.server("alpha"))).toEqual([LOGIN]);
  });
});

interface Running {
  readonly home: ClaudeHome;
  /** Writes settings.json anew and waits until a session has taken it up. */
  readonly change: (env: JsonObject, top?: JsonObject) => Promise<void>;
  /** One more prompt in the session. */
  readonly ask: () => Promise<void>;
}

/** A session that has had an answer from the server of a name, by token; the servers' records are empty. */
async function running(version: string, name: string, env: JsonObject = {}, login = false): Promise<Running> {
  const home = await claudeHomeForTest(version);
  if (login) await storeLogin(home);
  await writeSettings(home, { ...on(home, name), ...env });
  const session = await home.session();
  await session.ask();
  expect(credentialsAt(home.server(name))).toEqual([`- / Bearer tok-${name}`]);
  home.forget();
  return {
    home,
    async change(changed, top) {
      await writeSettings(home, changed, top);
      await sleep(RELOAD_MS);
    },
    ask: () => session.ask(),
  };
}

function on(home: ClaudeHome, name: string): JsonObject {
  return { ANTHROPIC_BASE_URL: home.server(name).baseUrl, ANTHROPIC_AUTH_TOKEN: `tok-${name}` };
}

async function withKey(version: string): Promise<ClaudeHome> {
  const home = await claudeHomeForTest(version);
  await writeSettings(home, { ANTHROPIC_BASE_URL: home.server("alpha").baseUrl, ANTHROPIC_API_KEY: KEY });
  return home;
}
