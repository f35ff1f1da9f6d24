import { removeKey, setString, setValue, tomlAt } from "@zcf/formats";
import { hasAccount, keyOf } from "../auth/credential.ts";
import { isCommandHere } from "../config/key-command.ts";
import { storeOf } from "../manage/key-stores.ts";
import type { Situation } from "../situation.ts";
import { type Found, found } from "./found.ts";
import { changing, type InTable, ifUsed, isInUse } from "./in-table.ts";

/** What is wrong with how a table says where its key is. */
export function credentialFindings(table: InTable, situation: Situation): readonly Found[] {
  return [
    ...authCombined(table),
    ...requiresAuth(table),
    ...loginScreen(table, situation),
    ...malformedToken(table),
    ...variable(table, situation),
    ...command(table, situation),
  ];
}

function authCombined({ provider: { table }, params }: InTable): readonly Found[] {
  const others = ["env_key", "experimental_bearer_token"].some((key) => tomlAt(table, key) !== undefined);
  const needed = tomlAt(table, "requires_openai_auth") === true;
  const isCombined = tomlAt(table, "auth", "command") !== undefined && (others || needed);
  return isCombined ? [found("codex.auth-combined", "error", params)] : [];
}

function requiresAuth({ provider: { id, credential }, params }: InTable): readonly Found[] {
  if (credential.kind !== "stored" || credential.required) return [];
  const fix = changing(setValue(["model_providers", id, "requires_openai_auth"], true));
  return [found("codex.requires-openai-auth-missing", "warning", params, fix)];
}

/** Codex's terminal interface wants a login then, or exits over a file without one, though it would send the token (0.169). */
function loginScreen(table: InTable, { authFile: { data, broken } }: Situation): readonly Found[] {
  const { provider, params } = table;
  const isBoth =
    typeof tomlAt(provider.table, "experimental_bearer_token") === "string" &&
    tomlAt(provider.table, "requires_openai_auth") === true;
  const isThere = data !== null && (hasAccount(data) || keyOf(data) !== null);
  if (!isBoth || isThere || broken !== null || !isInUse(table)) return [];
  const fix = changing(removeKey(["model_providers", provider.id, "requires_openai_auth"]));
  return [found("codex.login-screen", "warning", params, fix)];
}

function malformedToken(table: InTable): readonly Found[] {
  const { provider, params } = table;
  const token = tomlAt(provider.table, "experimental_bearer_token");
  if (typeof token !== "string" || (token !== "" && !/\s/.test(token))) return [];
  const trimmed = token.trim();
  const path = ["model_providers", provider.id, "experimental_bearer_token"];
  const isUsable = trimmed !== "" && !/\s/.test(trimmed);
  const fix = isUsable ? ({ ...changing(setString(path, trimmed)), sensitive: true } as const) : null;
  return [found("codex.token-malformed", ifUsed(table), params, fix)];
}

function variable(table: InTable, { store }: Situation): readonly Found[] {
  const { credential } = table.provider;
  const name = credential.kind === "own" ? credential.variable : null;
  if (name === null) return [];
  if (name.trim() === "") return [found("codex.env-key-empty", ifUsed(table), table.params)];
  if (store.variables[name] !== undefined) return [];
  const severity = isInUse(table) ? "warning" : "info";
  return [found("codex.env-key-missing", severity, { ...table.params, variable: name })];
}

/** Where Codex asks `zcf key`, that has to be there, and to have a key. */
function command(table: InTable, { store, keysFile }: Situation): readonly Found[] {
  const { provider, params } = table;
  if (storeOf(provider.id, provider.table) !== "command") return [];
  const { commands } = keysFile.keys;
  return [
    ...(Object.hasOwn(commands, provider.id)
      ? []
      : [found("codex.command-key-missing", ifUsed(table), { provider: provider.id, file: keysFile.file })]),
    ...(isCommandHere(store.variables) ? [] : [found("codex.command-not-found", ifUsed(table), params)]),
  ];
}
