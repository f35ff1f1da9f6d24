import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { run } from "../src/child.ts";
import { jsonText, setState, storeLogin, writeSettings } from "../src/claude/claude-files.ts";
import type { ClaudeHome } from "../src/claude/claude-home.ts";
import { claudeVersionsUnderTest } from "../src/claude/claude-versions.ts";
import { zcfClaude } from "../src/claude/claude-zcf.ts";
import { claudeHomeForTest } from "../src/claude/in-claude-home.ts";
import { credentialsAt } from "../src/claude/sent.ts";
import { expectExit } from "../src/expectations.ts";
import { at, type Json, type JsonObject, parseJson } from "../src/json.ts";
import { zcfCommand } from "../src/zcf.ts";

const SERVER = "http://127.0.0.1:9";
const TOKEN = { ANTHROPIC_BASE_URL: SERVER, ANTHROPIC_AUTH_TOKEN: "tok-a" };
const OWN_KEY = "sk-own-invented-key-0123456789-abcdefghij";
const IGNORED = "claude-code.settings-ignored";

/** What `zcf doctor` finds. */
async function checksOf(home: ClaudeHome): Promise<readonly Json[]> {
  const { stdout } = await run({
    ...zcfCommand(home, "doctor", "--json", "--tool", "claude-code"),
    env: home.env,
    timeoutMs: 60_000,
  });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => at(parseJson(line), "check")).filter((check) => typeof check === "string");
}

/** Whether Claude Code goes by the settings. */
async function isRead(home: ClaudeHome): Promise<boolean> {
  return (await home.claude("auth", "status", "--text")).stdout.includes(SERVER);
}

const WRONG: readonly JsonObject[] = [
  { permissions: { allow: "x" } },
  { permissions: null },
  { permissions: { defaultMode: 5 } },
  { model: null },
  { apiKeyHelper: 5 },
  { availableModels: "x" },
  { statusLine: "x" },
  { sandbox: true },
  { cleanupPeriodDays: "5" },
  { includeCoAuthoredBy: "true" },
  { verbose: "x" },
];

const FINE: readonly JsonObject[] = [
  { permissions: { allow: [], defaultMode: "plan", other: 5 } },
  { model: "5" },
  { hooks: "x" },
  { attribution: { commit: "" } },
  { theme: 5 },
];

describe.each(claudeVersionsUnderTest())("claude %s and zcf doctor", (version) => {
  test("agree which values make it ignore the whole file", async () => {
    const home = await claudeHomeForTest(version, []);
    for (const more of [...WRONG, ...FINE]) {
      await writeFile(home.settings, jsonText({ env: TOKEN, ...more }), { mode: 0o600 });
      const isFine = FINE.includes(more);
      expect([more, await isRead(home)]).toEqual([more, isFine]);
      expect([more, (await checksOf(home)).includes(IGNORED)]).toEqual([more, !isFine]);
    }
  });

  test("its version is seen in its newest session, before what the last start noted", async () => {
    const home = await claudeHomeForTest(version);
    await writeSettings(home, { ...TOKEN, ANTHROPIC_BASE_URL: home.server("alpha").baseUrl });
    await setState(home, { lastReleaseNotesSeen: "99.0.0" });
    expect(await checksOf(home)).toContain("claude-code.version-unverified");
    expectExit(await home.print(), 0);
    expect(await checksOf(home)).not.toContain("claude-code.version-unverified");
  });

  test("a start without a question notes its version", async () => {
    const home = await claudeHomeForTest(version);
    await writeSettings(home, { ...TOKEN, ANTHROPIC_BASE_URL: home.server("alpha").baseUrl });
    await setState(home, { lastReleaseNotesSeen: "1.0.0" });
    await home.session();
    const noted = async () => at(parseJson(await readFile(home.state, "utf8")), "lastReleaseNotesSeen");
    await expect.poll(noted, { timeout: 20_000 }).toBe(version);
  });

  test("a login would go to a server of the user's own, and goes there no more after the fix", async () => {
    const home = await claudeHomeForTest(version);
    await storeLogin(home);
    const alpha = home.server("alpha");
    await writeSettings(home, { ANTHROPIC_BASE_URL: alpha.baseUrl, ANTHROPIC_API_KEY: OWN_KEY });
    await setState(home, { customApiKeyResponses: { approved: [], rejected: [OWN_KEY.slice(-20)] } });
    expect(await checksOf(home)).toContain("claude-code.drift-approval");
    expectExit(await zcfClaude(home, ["doctor", "--fix", "--check", "claude-code.drift-approval"]), 0);
    const session = await home.session();
    await session.ask();
    expect(credentialsAt(alpha)).toEqual([`${OWN_KEY} / -`]);
  });
});
