import { writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { LOGIN_TOKEN, setState, storeLogin, writeSettings } from "../src/claude/claude-files.ts";
import type { ClaudeHome, Exports } from "../src/claude/claude-home.ts";
import { claudeVersionsUnderTest } from "../src/claude/claude-versions.ts";
import { claudeHomeForTest } from "../src/claude/in-claude-home.ts";
import { credentialsAt, sentTo } from "../src/claude/sent.ts";
import { expectExit } from "../src/expectations.ts";
import type { JsonObject } from "../src/json.ts";

// No zcf here: what Claude Code itself does with what it finds. Each is a fact that the adapter rests on.
interface Found {
  readonly what: string;
  readonly env: JsonObject;
  readonly exported?: Exports;
  readonly login?: true;
  readonly state?: JsonObject;
  /** Beside `env` in settings.json. */
  readonly top?: JsonObject;
  /** `x-api-key / authorization` at the configured server. */
  readonly sent: string;
}

const KEY = { ANTHROPIC_API_KEY: "key-a" };
const TOKEN = { ANTHROPIC_AUTH_TOKEN: "tok-a" };
const HELPER = { apiKeyHelper: "echo helped" };
const EXPORTED_LOGIN = { CLAUDE_CODE_OAUTH_TOKEN: "exported-login" };
const LOGIN = `Bearer ${LOGIN_TOKEN}`;

const FOUND: readonly Found[] = [
  { what: "an API key", env: KEY, sent: "key-a / -" },
  { what: "an auth token", env: TOKEN, sent: "- / Bearer tok-a" },
  { what: "both", env: { ...KEY, ...TOKEN }, sent: "key-a / Bearer tok-a" },
  { what: "a key, and an exported token", env: KEY, exported: TOKEN, sent: "key-a / Bearer tok-a" },
  {
    what: "a key, and an exported token behind an empty text",
    env: { ...KEY, ANTHROPIC_AUTH_TOKEN: "" },
    exported: { ANTHROPIC_AUTH_TOKEN: "tok-old" },
    sent: "key-a / -",
  },
  {
    what: "a token, and an exported key behind an empty text",
    env: { ...TOKEN, ANTHROPIC_API_KEY: "" },
    exported: { ANTHROPIC_API_KEY: "key-old" },
    sent: "- / Bearer tok-a",
  },
  { what: "null for a token", env: { ANTHROPIC_AUTH_TOKEN: null }, sent: "- / Bearer null" },
  { what: "a stored login, and a key", env: KEY, login: true, sent: "key-a / -" },
  { what: "a stored login, and a token", env: TOKEN, login: true, sent: "- / Bearer tok-a" },
  { what: "a stored login, and nothing: it leaks", env: {}, login: true, sent: `- / ${LOGIN}` },
  {
    what: "a stored login, and empty texts: it leaks",
    env: { ANTHROPIC_API_KEY: "", ANTHROPIC_AUTH_TOKEN: "" },
    login: true,
    sent: `- / ${LOGIN}`,
  },
  { what: "a primary key of .claude.json", env: {}, state: { primaryApiKey: "key-p" }, sent: "key-p / -" },
  {
    what: "a token, and a primary key, which rides along",
    env: TOKEN,
    state: { primaryApiKey: "key-p" },
    sent: "key-p / Bearer tok-a",
  },
  {
    what: "the same with an empty key, which does not mask it",
    env: { ...TOKEN, ANTHROPIC_API_KEY: "" },
    state: { primaryApiKey: "key-p" },
    sent: "key-p / Bearer tok-a",
  },
  { what: "a key, and a primary key", env: KEY, state: { primaryApiKey: "key-p" }, sent: "key-a / -" },
  {
    what: "a token, and a helper, which rides along",
    env: TOKEN,
    top: HELPER,
    sent: "helped / Bearer tok-a",
  },
  { what: "a key, and a helper, which rides along", env: KEY, top: HELPER, sent: "key-a / Bearer helped" },
  { what: "a token, and an exported login", env: TOKEN, exported: EXPORTED_LOGIN, sent: "- / Bearer tok-a" },
  { what: "a key, and an exported login", env: KEY, exported: EXPORTED_LOGIN, sent: "key-a / -" },
  {
    what: "a key that was rejected: -p uses it all the same",
    env: KEY,
    state: { customApiKeyResponses: { approved: [], rejected: ["key-a"] } },
    sent: "key-a / -",
  },
];

describe.each(claudeVersionsUnderTest())("claude %s: what -p sends to the base URL", (version) => {
  test.each(FOUND)("$what", async ({ env, exported, login, state, top, sent }) => {
    const home = await homeWith(version, login, state);
    await writeSettings(home, { ANTHROPIC_BASE_URL: home.server("alpha").baseUrl, ...env }, top);
    expectExit(await home.print(exported), 0);
    expect(credentialsAt(home.server("alpha"))).toEqual([sent]);
    expect(home.gate.official.turns()).toEqual([]);
  });

  test("a token of spaces: 2.1.330 takes it for none, and the stored login leaks; 2.1.197 sends it", async () => {
    const home = await homeWith(version, true);
    await writeSettings(home, {
      ANTHROPIC_BASE_URL: home.server("alpha").baseUrl,
      ANTHROPIC_AUTH_TOKEN: "  ",
    });
    expectExit(await home.print(), 0);
    const sent = version === "2.1.197" ? "- / Bearer" : `- / ${LOGIN}`;
    expect(credentialsAt(home.server("alpha"))).toEqual([sent]);
  });

  test("settings win over exports key by key; a key that is not there leaves the export", async () => {
    const home = await claudeHomeForTest(version);
    const old = { ANTHROPIC_BASE_URL: home.server("beta").baseUrl, ANTHROPIC_AUTH_TOKEN: "tok-old" };
    await writeSettings(home, { ANTHROPIC_BASE_URL: home.server("alpha").baseUrl });
    expectExit(await home.print(old), 0);
    expect(credentialsAt(home.server("alpha"))).toEqual(["- / Bearer tok-old"]);
    expect(home.server("beta").requests).toEqual([]);
  });
});

describe.each(claudeVersionsUnderTest())("claude %s: what -p sends to Anthropic", (version) => {
  test.each([
    { what: "a token without a base URL", env: TOKEN, login: undefined, sent: "- / Bearer tok-a" },
    { what: "a stored login and nothing else", env: {}, login: true, sent: `- / ${LOGIN}` },
  ] as const)("$what", async ({ env, login, sent }) => {
    const home = await homeWith(version, login);
    await writeSettings(home, env);
    expectExit(await home.print(), 0);
    expect(credentialsAt(home.gate.official)).toEqual([sent]);
  });

  test("with empty texts over exports of a third party: the stored login, as if nothing were exported", async () => {
    const home = await homeWith(version, true);
    const old = thirdParty(home);
    await writeSettings(home, Object.fromEntries(Object.keys(old).map((name) => [name, ""])));
    expectExit(await home.print(old), 0);
    expect(credentialsAt(home.gate.official)).toEqual([`- / ${LOGIN}`]);
    expect(home.gate.official.turns()[0]?.model).not.toBe("model-b");
    expect(home.server("beta").requests).toEqual([]);
  });

  test("with the keys only deleted, the exports still send it to the third party", async () => {
    const home = await homeWith(version, true);
    await writeSettings(home, {});
    expectExit(await home.print(thirdParty(home)), 0);
    expect(credentialsAt(home.server("beta"))).toEqual(["- / Bearer tok-old"]);
  });
});

describe.each(claudeVersionsUnderTest())("claude %s: which model, path and file -p goes by", (version) => {
  test.each([
    {
      what: "ANTHROPIC_MODEL before model",
      env: { ANTHROPIC_MODEL: "one" },
      top: { model: "two" },
      sent: "one",
    },
    {
      what: "model when ANTHROPIC_MODEL is empty",
      env: { ANTHROPIC_MODEL: "" },
      top: { model: "two" },
      sent: "two",
    },
    {
      what: "ANTHROPIC_DEFAULT_OPUS_MODEL when nothing else says",
      env: { ANTHROPIC_DEFAULT_OPUS_MODEL: "three" },
      top: {},
      sent: "three",
    },
  ])("$what", async ({ env, top, sent }) => {
    const home = await claudeHomeForTest(version);
    await writeSettings(home, { ANTHROPIC_BASE_URL: home.server("alpha").baseUrl, ...TOKEN, ...env }, top);
    expectExit(await home.print(), 0);
    expect(sentTo(home.server("alpha")).map(({ model }) => model)).toEqual([sent]);
  });

  test("/v1 in the base URL is there twice, and the server is not reached", async () => {
    const home = await claudeHomeForTest(version);
    await writeSettings(home, { ANTHROPIC_BASE_URL: `${home.server("alpha").baseUrl}/v1`, ...TOKEN });
    const printed = await home.print();
    expect(printed.code).toBe(1);
    expect(home.server("alpha").requests.map(({ path }) => path.split("?")[0])).toContain("/v1/v1/messages");
  });

  test("a comment makes it ignore the whole settings file", async () => {
    const home = await claudeHomeForTest(version);
    const { baseUrl } = home.server("alpha");
    const env = JSON.stringify({ ANTHROPIC_BASE_URL: baseUrl, ...TOKEN });
    await writeFile(home.settings, `{\n  // mine\n  "env": ${env}\n}\n`);
    const printed = await home.print();
    expect(printed.code).toBe(1);
    expect(printed.stdout + printed.stderr).toContain("Not logged in");
    expect(home.server("alpha").requests).toEqual([]);
  });
});

async function homeWith(version: string, login?: true, state?: JsonObject): Promise<ClaudeHome> {
  const home = await claudeHomeForTest(version);
  if (login) await storeLogin(home);
  if (state) await setState(home, state);
  return home;
}

function thirdParty(home: ClaudeHome): Exports {
  return {
    ANTHROPIC_BASE_URL: home.server("beta").baseUrl,
    ANTHROPIC_AUTH_TOKEN: "tok-old",
    ANTHROPIC_MODEL: "model-b",
  };
}
