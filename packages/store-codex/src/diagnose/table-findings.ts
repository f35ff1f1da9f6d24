import { isTomlTable, removeKey, setString, setValue, tomlAt } from "@zcf/formats";
import type { Known } from "../auth/keys-file.ts";
import { OFFICIAL } from "../config/config.ts";
import { ADJUSTABLE_IDS, type Provider, RESERVED_IDS } from "../config/provider.ts";
import type { Situation } from "../situation.ts";
import { credentialFindings } from "./credential-findings.ts";
import { type Fix, type Found, found } from "./found.ts";
import { changing, type InTable, ifUsed, inTable } from "./in-table.ts";
import { isField } from "./provider-fields.ts";
import { noTables, shapeFindings } from "./shape-findings.ts";

/** What is wrong with tables of providers. The shared one is written anew at each switch, and no user's. */
export function tableFindings(situation: Situation): readonly Found[] {
  const { config } = situation;
  return [
    ...noTables(config),
    ...config.providers.flatMap((provider) => findIn(inTable(config, provider), situation)),
  ];
}

function findIn(table: InTable, situation: Situation): readonly Found[] {
  const { provider, params } = table;
  if (RESERVED_IDS.includes(provider.id)) return [found("codex.reserved-id", "error", params)];
  if (isDotted(provider)) return [found("codex.dotted-id", "error", params)];
  return [
    ...(provider.id === OFFICIAL ? [found("codex.official-table", "warning", params)] : []),
    ...shapeFindings(table),
    ...wireApi(table),
    ...nameMissing(table),
    ...baseUrl(table),
    ...earlierFields(table),
    ...unknownFields(table),
    ...credentialFindings(table, situation),
  ];
}

/** `[model_providers.a.b]`: a provider `a` that has nothing but a table `b`. */
function isDotted({ table }: Provider): boolean {
  const entries = Object.entries(table);
  return entries.length > 0 && entries.every(([key, value]) => isTomlTable(value) && !isField(key));
}

function wireApi({ provider: { id, table }, params }: InTable): readonly Found[] {
  const value = tomlAt(table, "wire_api") ?? "responses";
  if (value === "responses") return [];
  const fix = changing(setValue(["model_providers", id, "wire_api"], "responses"));
  return [
    found("codex.wire-api", "error", { ...params, value: typeof value === "string" ? value : "" }, fix),
  ];
}

function nameMissing({ provider: { id, name }, params }: InTable): readonly Found[] {
  if ((name ?? "") !== "" || ADJUSTABLE_IDS.includes(id)) return [];
  return [
    found("codex.name-missing", "error", params, changing(setString(["model_providers", id, "name"], id))),
  ];
}

function baseUrl(table: InTable): readonly Found[] {
  const { provider, params } = table;
  const { id, baseUrl: url } = provider;
  if (ADJUSTABLE_IDS.includes(id)) return [];
  const severity = ifUsed(table);
  if (url === null) {
    const isMissing = tomlAt(provider.table, "base_url") === undefined;
    return isMissing ? [found("codex.base-url-missing", severity, params)] : [];
  }
  if (!/^https?:\/\/[^/]/.test(url)) return [found("codex.base-url-scheme", severity, params)];
  if (/[?#\s]/.test(url)) return [found("codex.base-url-extra", severity, params)];
  const bare = url.replace(/\/+$/, "").replace(/\/(?:responses|chat\/completions)$/, "");
  if (bare === url.replace(/\/+$/, "")) return [];
  const fix = changing(setString(["model_providers", id, "base_url"], bare));
  return [found("codex.base-url-endpoint", severity, params, fix)];
}

/** What zcf itself reads in a table, and keeps in a file of its own since. */
const OURS = ["temp_env_key", "model"];

function isOurs({ table }: Provider, field: string): boolean {
  return OURS.includes(field) && typeof table[field] === "string";
}

function earlierFields({ provider, params }: InTable): readonly Found[] {
  const fields = Object.keys(provider.table).filter((key) => isOurs(provider, key));
  if (fields.length === 0) return [];
  return [found("codex.earlier-fields", "warning", { ...params, fields }, convert(provider, fields))];
}

function unknownFields({ provider, params }: InTable): readonly Found[] {
  const fields = Object.keys(provider.table).filter((key) => !isField(key) && !isOurs(provider, key));
  return fields.length === 0 ? [] : [found("codex.unknown-fields", "warning", { ...params, fields })];
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
