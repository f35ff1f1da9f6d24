import { isTomlTable, lineOf, type TomlDocument, type TomlTable, tomlAt } from "@zcf/formats";
import { isCodexOwn } from "../auth/credential.ts";

/**
 * Where Codex takes a provider's credential from; the first that applies, no fall-through (0.115 to 0.169 measured).
 *
 * - `own`: `env_key`, `experimental_bearer_token` or `auth.command`; `auth.json` plays no part.
 * - `stored`: `auth.json`. `entry` names the entry of `auth.json` that keeps this provider's key (upstream's
 *   `temp_env_key`, which Codex ignores); `required` is `requires_openai_auth`, without which 0.150 on sends nothing.
 * - `none`: nothing, or an `Authorization` header of its own. Up to 0.142 Codex sends `auth.json` all the same.
 */
type Credential =
  | { readonly kind: "own"; readonly variable: string | null }
  | { readonly kind: "stored"; readonly entry: string | null; readonly required: boolean }
  | { readonly kind: "none" };

/** A `[model_providers.<id>]` table. */
export interface Provider {
  readonly id: string;
  readonly table: TomlTable;
  /** 1-based line of its first mention. */
  readonly line: number;
  readonly name: string | null;
  /** As written; it may hold a secret in its user or query part. */
  readonly baseUrl: string | null;
  /** Upstream's `model` field, which Codex ignores. */
  readonly model: string | null;
  readonly credential: Credential;
}

/** Ids that no table may have: Codex does not start (0.115 to 0.169). */
export const RESERVED_IDS: readonly string[] = ["openai", "ollama", "lmstudio"];

/** Built-in providers whose table may adjust them, without a name or URL of its own (0.169; 0.115 knows no such ids). */
export const ADJUSTABLE_IDS: readonly string[] = ["amazon-bedrock", "amazon-bedrock-runtime", "gcp"];

/** Every id that Codex knows without a table. */
export const BUILT_IN_IDS: readonly string[] = [...RESERVED_IDS, ...ADJUSTABLE_IDS];

/** The provider tables of a config, in order. */
export function providersOf(document: TomlDocument): readonly Provider[] {
  const tables = tomlAt(document.data, "model_providers");
  if (!isTomlTable(tables)) return [];
  return Object.entries(tables).flatMap(([id, table]) =>
    isTomlTable(table) ? [provider(id, table, lineOf(document, ["model_providers", id]) ?? 1)] : [],
  );
}

/** The server a provider's credential goes to: `scheme://host:port`, or `null` for OpenAI's own. */
export function serverOf({ baseUrl }: Pick<Provider, "baseUrl">): string | null {
  if (baseUrl === null) return null;
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
}

/** A base URL without what may be secret: user, password, query. */
export function shownUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null) return url.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
  if (parsed.username === "" && parsed.password === "" && parsed.search === "") return url;
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
}

function provider(id: string, table: TomlTable, line: number): Provider {
  return {
    id,
    table,
    line,
    name: text(table, "name"),
    baseUrl: text(table, "base_url"),
    model: text(table, "model"),
    credential: credential(table),
  };
}

function credential(table: TomlTable): Credential {
  const variable = text(table, "env_key");
  if (variable !== null) return { kind: "own", variable };
  const token = text(table, "experimental_bearer_token");
  if (token !== null || tomlAt(table, "auth", "command") !== undefined)
    return { kind: "own", variable: null };
  const required = tomlAt(table, "requires_openai_auth") === true;
  const named = text(table, "temp_env_key");
  if (!required && named === null) return { kind: "none" };
  return { kind: "stored", entry: named === null || isCodexOwn(named) ? null : named, required };
}

function text(table: TomlTable, key: string): string | null {
  const value = tomlAt(table, key);
  return typeof value === "string" ? value : null;
}
