import { isTomlTable, removeKey, setString, setValue, tomlAt } from "@zcf/formats";
import type { Known } from "../auth/keys-file.ts";
import { type Config, OFFICIAL } from "../config/config.ts";
import { ADJUSTABLE_IDS, type Provider, RESERVED_IDS } from "../config/provider.ts";
import type { Situation } from "../situation.ts";
import { type Fix, type Found, found } from "./found.ts";
import { isField } from "./provider-fields.ts";

/** What is wrong with tables of providers. The shared one is written anew at each switch, and no user's. */
export function tableFindings({ config, store }: Situation): readonly Found[] {
  return config.providers.flatMap((provider) => findIn(config, provider, store.variables));
}

function findIn(
  config: Config,
  provider: Provider,
  variables: Readonly<Record<string, string>>,
): readonly Found[] {
  const { id, line } = provider;
  const table = { config, provider, params: { file: config.file, line, provider: id } };
  if (RESERVED_IDS.includes(id)) return [found("codex.reserved-id", "error", table.params)];
  if (isDotted(provider)) return [found("codex.dotted-id", "error", table.params)];
  return [
    ...(id === OFFICIAL ? [found("codex.official-table", "warning", table.params)] : []),
    ...wireApi(table),
    ...nameMissing(table),
    ...authCombined(table),
    ...baseUrl(table),
    ...unknownFields(table),
    ...requiresAuth(table),
    ...malformedToken(table),
    ...missingVariable(table, variables),
  ];
}

interface Table {
  readonly config: Config;
  readonly provider: Provider;
  readonly params: { readonly file: string; readonly line: number; readonly provider: string };
}

/** `[model_providers.a.b]`: a provider `a` that has nothing but a table `b`. */
function isDotted({ table }: Provider): boolean {
  const entries = Object.entries(table);
  return entries.length > 0 && entries.every(([key, value]) => isTomlTable(value) && !isField(key));
}

function wireApi({ provider: { id, table }, params }: Table): readonly Found[] {
  const value = tomlAt(table, "wire_api") ?? "responses";
  if (value === "responses") return [];
  const fix = changing(setValue(["model_providers", id, "wire_api"], "responses"));
  return [
    found("codex.wire-api", "error", { ...params, value: typeof value === "string" ? value : "" }, fix),
  ];
}

function nameMissing({ provider: { id, name }, params }: Table): readonly Found[] {
  if ((name ?? "") !== "" || ADJUSTABLE_IDS.includes(id)) return [];
  return [
    found("codex.name-missing", "error", params, changing(setString(["model_providers", id, "name"], id))),
  ];
}

function authCombined({ provider: { table }, params }: Table): readonly Found[] {
  const others = ["env_key", "experimental_bearer_token"].some((key) => tomlAt(table, key) !== undefined);
  const needed = tomlAt(table, "requires_openai_auth") === true;
  const isCombined = tomlAt(table, "auth", "command") !== undefined && (others || needed);
  return isCombined ? [found("codex.auth-combined", "error", params)] : [];
}

function baseUrl(table: Table): readonly Found[] {
  const { provider, params } = table;
  const { id, baseUrl: url } = provider;
  if (ADJUSTABLE_IDS.includes(id)) return [];
  const severity = isInUse(table) ? "error" : "warning";
  if (url === null) return [found("codex.base-url-missing", severity, params)];
  if (!/^https?:\/\/[^/]/.test(url)) return [found("codex.base-url-scheme", severity, params)];
  if (/[?#\s]/.test(url)) return [found("codex.base-url-extra", severity, params)];
  const bare = url.replace(/\/+$/, "").replace(/\/(?:responses|chat\/completions)$/, "");
  if (bare === url.replace(/\/+$/, "")) return [];
  const fix = changing(setString(["model_providers", id, "base_url"], bare));
  return [found("codex.base-url-endpoint", severity, params, fix)];
}

/** What zcf itself reads in a table, and keeps in a file of its own since. */
const OURS = ["temp_env_key", "model"];

function unknownFields({ provider, params }: Table): readonly Found[] {
  const { table } = provider;
  const fields = Object.keys(table).filter((key) => !isField(key));
  if (fields.length === 0) return [];
  const isOurs = fields.every((field) => OURS.includes(field) && typeof table[field] === "string");
  return [
    found(
      "codex.unknown-fields",
      "warning",
      { ...params, fields },
      isOurs ? convert(provider, fields) : null,
    ),
  ];
}

/** What a table may not say goes into our own file, and Codex sends the stored key all the same. */
function convert({ id, table, credential }: Provider, fields: readonly string[]): Fix {
  const model = tomlAt(table, "model");
  const stored = credential.kind === "stored" ? credential : null;
  const known: Known = {
    ...(typeof model === "string" ? { model } : {}),
    ...(typeof stored?.entry === "string" ? { entry: stored.entry } : {}),
  };
  const needsAuth = stored !== null && !stored.required;
  const path = ["model_providers", id];
  const changes = [
    ...fields.map((field) => removeKey([...path, field])),
    ...(needsAuth ? [setValue([...path, "requires_openai_auth"], true)] : []),
  ];
  return { kind: "config", changes, known: { [id]: known } };
}

function requiresAuth({ provider: { id, credential }, params }: Table): readonly Found[] {
  if (credential.kind !== "stored" || credential.required) return [];
  const fix = changing(setValue(["model_providers", id, "requires_openai_auth"], true));
  return [found("codex.requires-openai-auth-missing", "warning", params, fix)];
}

function malformedToken(table: Table): readonly Found[] {
  const { provider, params } = table;
  const token = tomlAt(provider.table, "experimental_bearer_token");
  if (typeof token !== "string" || (token !== "" && !/\s/.test(token))) return [];
  const severity = isInUse(table) ? "error" : "warning";
  const trimmed = token.trim();
  const path = ["model_providers", provider.id, "experimental_bearer_token"];
  const isUsable = trimmed !== "" && !/\s/.test(trimmed);
  const fix = isUsable ? ({ ...changing(setString(path, trimmed)), sensitive: true } as const) : null;
  return [found("codex.token-malformed", severity, params, fix)];
}

function missingVariable(table: Table, variables: Readonly<Record<string, string>>): readonly Found[] {
  const { credential } = table.provider;
  const variable = credential.kind === "own" ? credential.variable : null;
  if (variable === null || variables[variable] !== undefined) return [];
  const severity = isInUse(table) ? "warning" : "info";
  return [found("codex.env-key-missing", severity, { ...table.params, variable })];
}

function isInUse({ config: { current }, provider }: Table): boolean {
  return current.kind === "provider" && current.provider.id === provider.id;
}

function changing(change: ReturnType<typeof setString>): Fix & { readonly kind: "config" } {
  return { kind: "config", changes: [change] };
}
