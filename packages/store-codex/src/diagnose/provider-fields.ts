import { isTomlTable, type TomlTable, type TomlValue, tomlAt } from "@zcf/formats";

type Shape = (value: TomlValue) => boolean;

const text: Shape = (value) => typeof value === "string";
const truth: Shape = (value) => typeof value === "boolean";
const count: Shape = (value) => (typeof value === "number" || typeof value === "bigint") && isCount(value);
const table: Shape = (value) => isTomlTable(value);
const texts: Shape = (value) => isTomlTable(value) && Object.values(value).every(text);
const command: Shape = (value) => isTomlTable(value) && typeof tomlAt(value, "command") === "string";

/**
 * All 24 fields that Codex 0.169 knows of a provider (17 in 0.142), and what each of them holds: with `--strict-config` it
 * refuses any other, and with a value of another type it does not start (0.142 and 0.169 measured).
 */
const FIELDS: Readonly<Record<string, Shape>> = {
  name: text,
  base_url: text,
  env_key: text,
  env_key_instructions: text,
  experimental_bearer_token: text,
  auth: command,
  aws: table,
  wire_api: text,
  query_params: texts,
  http_headers: texts,
  env_http_headers: texts,
  request_max_retries: count,
  stream_max_retries: count,
  stream_idle_timeout_ms: count,
  websocket_connect_timeout_ms: count,
  requires_openai_auth: truth,
  supports_websockets: truth,
  model_catalog_url: text,
  gateway_oauth: table,
  capabilities: table,
  supports_standalone_web_search: truth,
  project_id: text,
  location: text,
  credential_file: text,
};

export function isField(key: string): boolean {
  return Object.hasOwn(FIELDS, key);
}

/** The fields of a table that hold what Codex does not take there. */
export function misshapen(provider: TomlTable): readonly string[] {
  return Object.entries(provider).flatMap(([key, value]) => {
    const fits = isField(key) ? FIELDS[key] : undefined;
    return fits === undefined || fits(value) ? [] : [key];
  });
}

const GCP = ["base_url", "auth", "http_headers", "project_id", "location", "credential_file"];
const BEDROCK = ["base_url", "auth", "http_headers", "aws"];

/** What the table of a built-in provider may change; with anything else in it Codex does not start (0.169 measured). */
const ADJUSTABLE: Readonly<Record<string, readonly string[]>> = {
  "amazon-bedrock": BEDROCK,
  "amazon-bedrock-runtime": BEDROCK,
  gcp: GCP,
};

/** The fields that Codex knows, and refuses in the table of this provider; one that only says the default is none. */
export function refusedFields(id: string, provider: TomlTable): readonly string[] {
  const allowed = Object.hasOwn(ADJUSTABLE, id) ? ADJUSTABLE[id] : undefined;
  const given = Object.keys(provider).filter((key) => isField(key) && provider[key] !== false);
  if (allowed === undefined) return given.filter((key) => key === "aws");
  return given.filter((key) => key !== "wire_api" && !allowed.includes(key));
}

function isCount(value: number | bigint): boolean {
  return value >= 0 && (typeof value === "bigint" || Number.isInteger(value));
}
