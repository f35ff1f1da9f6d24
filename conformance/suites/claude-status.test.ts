import { describe, expect, test } from "vitest";
import { storeLogin, writeSettings } from "../src/claude/claude-files.ts";
import { claudeVersionsUnderTest } from "../src/claude/claude-versions.ts";
import { claudeHomeForTest } from "../src/claude/in-claude-home.ts";
import { expectExit } from "../src/expectations.ts";
import { at, type JsonObject, parseJson } from "../src/json.ts";

const SERVER = "http://127.0.0.1:9";
const TOKEN = { ANTHROPIC_AUTH_TOKEN: "tok-a", ANTHROPIC_BASE_URL: SERVER };

interface Told {
  readonly what: string;
  readonly env: JsonObject;
  readonly login?: true;
  readonly method: string;
}

const TOLD: readonly Told[] = [
  { what: "nothing", env: {}, method: "none" },
  { what: "an API key", env: { ANTHROPIC_API_KEY: "key-a", ANTHROPIC_BASE_URL: SERVER }, method: "api_key" },
  { what: "an auth token", env: TOKEN, method: "oauth_token" },
  { what: "a login", env: {}, login: true, method: "claude.ai" },
  { what: "a login, and a token", env: TOKEN, login: true, method: "oauth_token" },
  { what: "a login behind empty texts", env: { ANTHROPIC_AUTH_TOKEN: "" }, login: true, method: "claude.ai" },
  { what: "a login that would leak", env: { ANTHROPIC_BASE_URL: SERVER }, login: true, method: "claude.ai" },
];

// How Claude Code sees itself. 2.1.330 may ask Anthropic for the profile of a login, wherever the base URL points.
describe.each(claudeVersionsUnderTest())("claude %s auth status", (version) => {
  test.each(TOLD)("with $what: $method, and no model is asked", async ({ env, login, method }) => {
    const home = await claudeHomeForTest(version);
    if (login) await storeLogin(home);
    await writeSettings(home, env);
    const told = await home.claude("auth", "status", "--json");
    expectExit(told, method === "none" ? 1 : 0);
    expect(at(parseJson(told.stdout), "authMethod")).toBe(method);
    expect(home.gate.official.turns()).toEqual([]);
  });

  test("--text names the base URL, which --json does not", async () => {
    const home = await claudeHomeForTest(version);
    await writeSettings(home, TOKEN);
    expect((await home.claude("auth", "status", "--text")).stdout).toContain(SERVER);
    expect((await home.claude("auth", "status", "--json")).stdout).not.toContain(SERVER);
  });
});
