import type { Finding, View } from "@zcf/contract";
import { type JsonObject, jsonAt } from "@zcf/formats";
import { assess } from "../assess.ts";
import {
  CHATGPT_MODE,
  hasAccount,
  hasTokens,
  KEY,
  KEY_MODE,
  keyOf,
  MODE,
  modeOf,
  sent,
} from "../auth/credential.ts";
import { ownersOfKey } from "../auth/owners.ts";
import { routeTo } from "../shared/route.ts";
import type { Situation } from "../situation.ts";
import { allTargets, targetId, usesAuthFile } from "../target.ts";
import type { CodexChecks } from "./checks.ts";
import { type Found, found } from "./found.ts";
import { usesAuth } from "./uses-auth.ts";

/** What is wrong with `auth.json`, and with the keys of providers that take theirs from it. */
export async function authFindings(situation: Situation, view: View): Promise<readonly Found[]> {
  return [
    ...contentFindings(situation),
    ...(await linkFindings(situation, view)),
    ...keyFindings(situation),
    ...oldCodex(situation),
  ];
}

function contentFindings(situation: Situation): readonly Found[] {
  const { file, data } = situation.auth;
  if (data === null) return [];
  const serious = usesAuth(situation.config) ? "error" : "warning";
  return [
    ...(isDouble(data) ? [found("codex.auth-mode-missing", "warning", { file })] : []),
    ...(hasUnknownMode(data) ? [found("codex.auth-mode-unknown", serious, { file })] : []),
    ...(isMalformed(data) ? [found("codex.auth-key-malformed", serious, { file })] : []),
    ...(isIncomplete(data) ? [found("codex.login-incomplete", serious, { file })] : []),
  ];
}

/** What Codex 0.169 knows; with any other it takes the file for broken, and sends nothing. */
const MODES: readonly unknown[] = [
  KEY_MODE,
  CHATGPT_MODE,
  "chatgptAuthTokens",
  "headers",
  "agentIdentity",
  "personalAccessToken",
  "bedrockApiKey",
  "bedrockAccessKeys",
];

function hasUnknownMode(data: JsonObject): boolean {
  const mode = data[MODE] ?? null;
  return mode !== null && !MODES.includes(mode);
}

function isDouble(data: JsonObject): boolean {
  return keyOf(data) !== null && hasTokens(data) && modeOf(data) === null;
}

/** Codex sends nothing then, or `Bearer ` alone, and does not say so (0.169); a file without any credential is told of as such. */
function isMalformed(data: JsonObject): boolean {
  const key = data[KEY];
  if (sent(data) !== "key" || typeof key !== "string") return false;
  return key.trim() === "" ? hasAccount(data) : /\s/.test(key);
}

function isIncomplete(data: JsonObject): boolean {
  const token = jsonAt(data, "tokens", "access_token");
  return typeof token === "string" && data["last_refresh"] === undefined && sent(data) !== "key";
}

async function linkFindings({ auth: { file } }: Situation, view: View): Promise<readonly Found[]> {
  const link = (await view.stat(file))?.link ?? null;
  if (link === null) return [];
  return [found("codex.auth-linked", "info", { file, target: await view.resolve(file) })];
}

const OF_KEYS = ["codex.key-missing", "codex.key-malformed", "codex.key-unknown"] as const;

/** As a switch to each of them would refuse. */
function keyFindings(situation: Situation): readonly Found[] {
  const { config, authFile } = situation;
  if (authFile.broken !== null) return [];
  return allTargets(config).flatMap((target) => {
    const isCurrent = config.current.kind !== "other" && targetId(config.current) === targetId(target);
    if (!usesAuthFile(target)) return [];
    const { problems } = assess(situation, routeTo(config, target, null));
    const severity: Finding["severity"] = isCurrent ? "error" : "warning";
    return problems.flatMap(({ code, params }) => {
      if (isOfKey(code)) return [found(code, severity, params as CodexChecks[typeof code])];
      return code === "codex.key-owner-unknown" ? [found(code, "info", { file: authFile.file })] : [];
    });
  });
}

function isOfKey(code: string): code is (typeof OF_KEYS)[number] {
  return OF_KEYS.some((one) => one === code);
}

// Codex up to 0.142 sends auth.json's credential to a table that does not ask for one.
function oldCodex(situation: Situation): readonly Found[] {
  const { config, auth } = situation;
  const { current } = config;
  if (current.kind !== "provider" || current.provider.credential.kind !== "none") return [];
  if (sent(auth.data ?? {}) === "none" || ownersOfKey(situation.auth)?.ids.includes(current.provider.id))
    return [];
  return [found("codex.old-codex-sends-auth", "info", { file: auth.file, provider: current.provider.id })];
}
