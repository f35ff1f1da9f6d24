import { readFile, writeFile } from "node:fs/promises";
import { type Json, type JsonObject, parseJson } from "../json.ts";
import type { ClaudeHome } from "./claude-home.ts";

/** JSON as Claude Code writes it. */
export function jsonText(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Replaces settings.json, in place as an editor does. */
export async function writeSettings(
  home: Pick<ClaudeHome, "settings">,
  env: JsonObject,
  more: JsonObject = {},
): Promise<void> {
  await writeFile(home.settings, jsonText({ ...more, env }));
}

/** Sets fields of `~/.claude.json`; the others stay. */
export async function setState(home: Pick<ClaudeHome, "state">, fields: JsonObject): Promise<void> {
  const state = parseJson(await readFile(home.state, "utf8")) as JsonObject;
  await writeFile(home.state, jsonText({ ...state, ...fields }), { mode: 0o600 });
}

/** Writes what answering yes to "Detected a custom API key" for these would write. */
export async function approve(
  home: Pick<ClaudeHome, "state">,
  ...approved: readonly string[]
): Promise<void> {
  await setState(home, { customApiKeyResponses: { approved, rejected: [] } });
}

/** The access token of the invented claude.ai login. */
export const LOGIN_TOKEN = "sk-ant-oat01-invented-login-of-the-lab";
const A_YEAR_MS = 365 * 24 * 3600_000;

/** Stores an invented claude.ai login, valid for a year. */
export async function storeLogin(home: Pick<ClaudeHome, "credentials">): Promise<void> {
  const login = {
    accessToken: LOGIN_TOKEN,
    refreshToken: "sk-ant-ort01-invented-login-of-the-lab",
    expiresAt: Date.now() + A_YEAR_MS,
    scopes: ["user:inference", "user:profile"],
    subscriptionType: "max",
  };
  await writeFile(home.credentials, jsonText({ claudeAiOauth: login }), { mode: 0o600 });
}
