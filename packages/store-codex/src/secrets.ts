import { type TomlDocument, tomlStrings, type WrittenString } from "@zcf/formats";

/** The values of a file's secret strings, and how they are written where that differs. */
export function secretsIn(
  strings: readonly WrittenString[],
  isSecret: (path: readonly string[]) => boolean,
): readonly string[] {
  const found = strings.flatMap(({ path, value, raw }) => (isSecret(path) ? [value, raw] : urlSecrets(raw)));
  return [...new Set(found)].filter((secret) => secret.trim() !== "");
}

/**
 * The secrets of a `config.toml`: tokens, header and query values, variables handed to other programs, and what looks
 * like one of them in a comment: a diff shows the lines around a change.
 */
export function configSecrets(document: TomlDocument): readonly string[] {
  const comments = document.comments.flatMap(({ value }) => commentSecrets(value));
  return [...secretsIn(tomlStrings(document), isConfigSecret), ...comments];
}

/** The secrets among a provider table's values. */
export function providerSecrets(document: TomlDocument, id: string): readonly string[] {
  const own = tomlStrings(document).filter(({ path }) => path[0] === "model_providers" && path[1] === id);
  return secretsIn(own, isConfigSecret);
}

const IN_COMMENT = [
  /(?:token|secret|password|api[_-]?key|authorization)["']?\s*[=:]\s*["']?(?:bearer\s+)?([^\s"',}]+)/gi,
  /\b(sk-[\w-]{8,}|eyJ[\w.-]{8,})/g,
];

function commentSecrets(comment: string): readonly string[] {
  return IN_COMMENT.flatMap((pattern) =>
    [...comment.matchAll(pattern)].flatMap(([, secret]) => secret ?? []),
  );
}

const SECRET_TABLES = new Set(["http_headers", "headers", "query_params", "env", "set"]);

/** Tables whose keys are the user's own names. */
const NAMED = new Set(["model_providers", "mcp_servers", "profiles"]);

// `env_key`, `temp_env_key` and `…_env_var` are names of places, not keys. What a provider's `auth.command` is called with may be one.
function isConfigSecret(path: readonly string[]): boolean {
  const tables = path.slice(NAMED.has(path[0] ?? "") ? 2 : 0, -1);
  if (tables.some((name) => SECRET_TABLES.has(name))) return true;
  if (path[0] === "model_providers" && tables[0] === "auth" && path.at(-1) === "args") return true;
  return /(^|_|-)(token|secret|password|api[_-]?key)$/i.test(path.at(-1) ?? "");
}

// User, password and query values of a URL.
function urlSecrets(text: string): readonly string[] {
  const [, user] = /^\w+:\/\/([^/?#@]+)@/.exec(text) ?? [];
  const query = /^\w+:\/\/[^#]*\?([^#]*)/.exec(text)?.[1] ?? "";
  const values = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [...(user?.split(":") ?? []), ...values];
}
