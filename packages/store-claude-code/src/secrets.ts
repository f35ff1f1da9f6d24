import {
  type JsonDocument,
  jsonStrings,
  type TomlDocument,
  tomlStrings,
  type WrittenString,
} from "@zcf/formats";
import { KEYS } from "./key-file.ts";
import { API_KEY, AUTH_TOKEN } from "./owned-keys.ts";
import { RESPONSES } from "./state-file.ts";

/** The secrets in a settings file or `.claude.json`, as written there: output must not show them, not even around a change. */
export function jsonSecrets(document: JsonDocument | null): readonly string[] {
  return document === null ? [] : secretsIn(jsonStrings(document));
}

/** The secrets in upstream's profile file. */
export function tomlSecrets(document: TomlDocument | null): readonly string[] {
  return document === null ? [] : secretsIn(tomlStrings(document));
}

/** Tables whose every value may be a secret of some server's. */
const SECRET_TABLES = new Set(["headers", KEYS, RESPONSES, "oauthAccount"]);

/** Keys whose values are handed over as they are. */
const SECRET_KEYS = new Set([API_KEY, AUTH_TOKEN, "ANTHROPIC_CUSTOM_HEADERS", "apiKeyHelper"]);

const SECRET_NAME = /(^|_|-|[a-z])(token|secret|password|credentials?|api[_-]?key|access[_-]?key)$/i;

function secretsIn(strings: readonly WrittenString[]): readonly string[] {
  const found = strings.flatMap(({ path, value, raw }) => (isSecret(path) ? [value, raw] : urlSecrets(raw)));
  return [...new Set(found)].filter((secret) => secret.trim() !== "");
}

// The variables of a server that is started by Claude Code hold its keys; those of `env` itself are known by name.
function isSecret(path: readonly string[]): boolean {
  const [name = "", ...above] = path.toReversed();
  if (above.some((one) => SECRET_TABLES.has(one))) return true;
  if (path[0] === "mcpServers" || path[0] === "projects")
    return above.includes("env") || SECRET_NAME.test(name);
  return SECRET_KEYS.has(name) || SECRET_NAME.test(name);
}

// User, password and query values of a URL.
function urlSecrets(text: string): readonly string[] {
  const [, user] = /^\w+:\/\/([^/?#@]+)@/.exec(text) ?? [];
  const query = /^\w+:\/\/[^#]*\?([^#]*)/.exec(text)?.[1] ?? "";
  const values = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [...(user?.split(":") ?? []), ...values];
}
