import { commentOut, isTomlTable, keyPlaces, lineOf, removeKey, setString, tomlAt } from "@zcf/formats";
import { sent } from "../auth/credential.ts";
import { type Config, OPENAI, rootString } from "../config/config.ts";
import { BUILT_IN_IDS, shownUrl } from "../config/provider.ts";
import type { Situation } from "../situation.ts";
import { accountIn } from "./account-in.ts";
import { CREDENTIALS_STORE, isStoreKnown } from "./credentials-store.ts";
import { type Found, found } from "./found.ts";
import { usesAuth } from "./uses-auth.ts";

/** What is wrong with `config.toml` beside its tables of providers. */
export function configFindings(situation: Situation): readonly Found[] {
  const { config } = situation;
  return [
    ...legacyProfile(config),
    ...legacyTables(config),
    ...swallowed(config),
    ...unknownProvider(config),
    ...ignoredSettings(config),
    ...preferredMethod(config),
    ...openaiBaseUrl(situation),
    ...credentialsStore(situation),
    ...forcedLogin(situation),
    ...forcedWorkspace(situation),
  ];
}

function legacyProfile(config: Config): readonly Found[] {
  const profile = rootString(config, "profile");
  if (profile === null) return [];
  const fix = { kind: "config", changes: [commentOut("profile")] } as const;
  return [found("codex.legacy-profile", "error", { ...at(config, "profile"), profile }, fix)];
}

function legacyTables(config: Config): readonly Found[] {
  const profiles = tomlAt(config.document.data, "profiles");
  if (!isTomlTable(profiles)) return [];
  const params = { ...at(config, "profiles"), profiles: Object.keys(profiles) };
  return [found("codex.legacy-profile-tables", "info", params)];
}

// What follows a table's header belongs to that table, wherever it was meant to be.
function swallowed(config: Config): readonly Found[] {
  const { file, document } = config;
  const places = keyPlaces(document, "model_provider");
  if (places.some(({ table }) => table.length === 0)) return [];
  const place = places.find(({ table }) => table[0] !== "profiles");
  if (place === undefined) return [];
  const path = [...place.table, "model_provider"];
  const value = tomlAt(document.data, ...path);
  const isUsable = typeof value === "string" && isKnown(config, value);
  const params = { file, line: place.line, table: place.table.join(".") };
  const changes = isUsable ? [removeKey(path), setString(["model_provider"], value)] : null;
  return [found("codex.provider-swallowed", "error", params, changes && { kind: "config", changes })];
}

function unknownProvider({ current, document, ...config }: Config): readonly Found[] {
  if (current.kind !== "other" || BUILT_IN_IDS.includes(current.id)) return [];
  // A shared table that is there may stand for a target that is gone.
  if (tomlAt(document.data, "model_providers", config.shared?.id ?? "") !== undefined) return [];
  const params = { ...at({ ...config, document }, "model_provider"), provider: current.id };
  return [found("codex.drift-provider-unknown", "error", params)];
}

function ignoredSettings(config: Config): readonly Found[] {
  const setting = "experimental_bearer_token";
  if (tomlAt(config.document.data, setting) === undefined) return [];
  return [found("codex.ignored-setting", "warning", { ...at(config, setting), setting })];
}

function preferredMethod(config: Config): readonly Found[] {
  const key = "preferred_auth_method";
  if (tomlAt(config.document.data, key) === undefined) return [];
  const fix = { kind: "config", changes: [removeKey([key])] } as const;
  return [found("codex.preferred-auth-method", "info", at(config, key), fix)];
}

function openaiBaseUrl({ config, auth }: Situation): readonly Found[] {
  const url = rootString(config, "openai_base_url");
  if (url === null) return [];
  const isSent = config.current.kind === "official" && sent(auth.data ?? {}) !== "none";
  const params = { ...at(config, "openai_base_url"), url: shownUrl(url) };
  return [found("codex.openai-base-url", isSent ? "warning" : "info", params)];
}

function credentialsStore({ config }: Situation): readonly Found[] {
  const key = CREDENTIALS_STORE;
  const store = rootString(config, key);
  const place = at(config, key);
  if (!isStoreKnown(config)) {
    const fix = { kind: "config", changes: [setString([key], "file")] } as const;
    return [found("codex.credentials-store-unknown", "error", place, fix)];
  }
  if (store === "auto") return [found("codex.credentials-store-auto", "info", place)];
  if (store !== "keyring" && store !== "ephemeral") return [];
  const { current } = config;
  // A login of its own service may well be there; what we put into the file is not seen.
  const isNeeded = current.kind === "provider" && usesAuth(config);
  const provider = current.kind === "provider" ? current.provider.id : "official";
  return [found("codex.credentials-store", isNeeded ? "error" : "info", { ...place, store, provider })];
}

// `codex exec` deletes an auth.json that is not allowed, whatever the provider (0.115, 0.169).
function forcedLogin({ config, auth }: Situation): readonly Found[] {
  const method = rootString(config, "forced_login_method");
  const what = sent(auth.data ?? {});
  const isWrong = (method === "chatgpt" && what === "key") || (method === "api" && what === "account");
  if (method === null || !isWrong) return [];
  const { current } = config;
  const provider = current.kind === "provider" ? current.provider.id : "official";
  return [found("codex.forced-login", "error", { ...at(config, "forced_login_method"), method, provider })];
}

function forcedWorkspace({ config, auth }: Situation): readonly Found[] {
  const workspace = rootString(config, "forced_chatgpt_workspace_id");
  const account = accountIn(auth.data);
  if (workspace === null || account === null || account === workspace) return [];
  return [found("codex.forced-workspace", "error", at(config, "forced_chatgpt_workspace_id"))];
}

function isKnown({ providers, shared }: Config, id: string): boolean {
  return [OPENAI, ...BUILT_IN_IDS, shared?.id].includes(id) || providers.some((one) => one.id === id);
}

function at(
  { file, document }: Pick<Config, "file" | "document">,
  key: string,
): { readonly file: string; readonly line: number } {
  return { file, line: lineOf(document, [key]) ?? 1 };
}
