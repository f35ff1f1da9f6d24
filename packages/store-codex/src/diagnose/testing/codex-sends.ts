import { isTomlTable, readToml, type TomlTable, tomlAt } from "@zcf/formats";

/** Versions that differ in what they send (docs/facts.md). */
export const VERSIONS = ["0.130", "0.142", "0.150"] as const;

export type Version = (typeof VERSIONS)[number];

export interface Files {
  readonly config: string | null;
  readonly auth: string | null;
}

/** OpenAI's own service. */
export const OPENAI = "openai";

/** What a version of Codex would send, and where; read as the facts say it, and not as our own code does. */
export function codexSends(
  version: Version,
  { config, auth }: Files,
): readonly [server: string, credential: string] | null {
  const { data } = readToml(Buffer.from(config ?? ""));
  const id = providerIn(version, data);
  if (id === null) return null;
  const table = id === OPENAI ? {} : tomlAt(data, "model_providers", id);
  if (!isTomlTable(table)) return null;
  const url = table["base_url"];
  const server = typeof url === "string" ? new URL(url).origin : OPENAI;
  const own = table["experimental_bearer_token"];
  if (typeof own === "string") return [server, own.trim()];
  const asks = id === OPENAI || table["requires_openai_auth"] === true;
  const what = asks || version !== "0.150" ? credentialIn(auth) : null;
  return what === null ? null : [server, what];
}

/** `null` where it does not start. */
function providerIn(version: Version, data: TomlTable): string | null {
  const store = data["cli_auth_credentials_store"] ?? "file";
  if (store !== "file" || tomlAt(data, "model_providers", "gcp", "name") !== undefined) return null;
  const tables = tomlAt(data, "model_providers") ?? {};
  const isWrong = (table: unknown): boolean =>
    isTomlTable(table) &&
    ((table["wire_api"] ?? "responses") !== "responses" || (table["name"] ?? "") === "");
  if (isTomlTable(tables) && Object.values(tables).some(isWrong)) return null;
  const profile = data["profile"];
  if (typeof profile === "string" && version !== "0.130") return null;
  const chosen =
    typeof profile === "string" ? tomlAt(data, "profiles", profile, "model_provider") : undefined;
  const id = chosen ?? data["model_provider"] ?? OPENAI;
  return typeof id === "string" ? id : null;
}

function credentialIn(text: string | null): string | null {
  const auth = JSON.parse(text ?? "{}") as Readonly<Record<string, unknown>>;
  const { OPENAI_API_KEY: key, auth_mode: mode, tokens } = auth;
  if (mode === "apikey" || (mode === undefined && typeof key === "string"))
    return typeof key === "string" && key !== "" ? key : null;
  return tokens === undefined ? null : "login";
}
