import { type TomlDocument, tomlStrings, type WrittenString } from "@zcf/formats";
import { isOfKeyCommand } from "./config/key-command.ts";

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
 * like one of them in a comment or in any other value: a diff shows the lines around a change, or all of them.
 */
export function configSecrets(document: TomlDocument): readonly string[] {
  const strings = foreign(tomlStrings(document));
  const shaped = [...strings, ...document.comments].flatMap(({ value }) => shapedSecrets(value));
  return [...new Set([...secretsIn(strings, isConfigSecret), ...shaped])];
}

/** Every value of a provider table, but those that are known to be no secret; see docs/decisions/0007. */
export function tableSecrets(document: TomlDocument, id: string): readonly string[] {
  const own = tomlStrings(document).filter(({ path }) => path[0] === "model_providers" && path[1] === id);
  return secretsIn(foreign(own), ([, , ...field]) => !isHarmless(field));
}

/** Without the words of our own command, which a provider's `auth` may hold. */
function foreign(strings: readonly WrittenString[]): readonly WrittenString[] {
  const isOurs = ({ path, value }: WrittenString): boolean =>
    path[0] === "model_providers" && path[2] === "auth" && isOfKeyCommand(value);
  return strings.filter((one) => !isOurs(one));
}

/** Fields of a provider's table whose values are words for people, names of places, or one of a few. */
const HARMLESS = new Set([
  "name",
  "base_url",
  "wire_api",
  "env_key",
  "env_key_instructions",
  "temp_env_key",
  "model",
]);

// The values of `env_http_headers` are names of variables.
function isHarmless([field = "", ...within]: readonly string[]): boolean {
  return within.length === 0 ? HARMLESS.has(field) : field === "env_http_headers";
}

/** Every string of a text that cannot be read as what it should be: nobody can tell which are secret. */
export function textSecrets(text: string): readonly string[] {
  const quoted = [...text.matchAll(/(["'])([^"'\n]{4,})\1/g)].flatMap(([, , secret]) => secret ?? []);
  return [...quoted, ...shapedSecrets(text)];
}

const SHAPES = [
  /(?:token|secret|password|api[_-]?key|authorization)["']?\s*[=:]\s*["']?(?:bearer\s+)?([^\s"',}]+)/gi,
  /\b(sk-[\w-]{8,}|eyJ[\w.-]{8,})/g,
];

function shapedSecrets(text: string): readonly string[] {
  return SHAPES.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, secret]) => secret ?? []));
}

const SECRET_TABLES = new Set(["http_headers", "headers", "query_params", "env", "set"]);

const COMMAND = new Set(["command", "args"]);

/** Tables whose keys are the user's own names. */
const NAMED = new Set(["model_providers", "mcp_servers", "profiles"]);

const SECRET_NAME = /(^|_|-)(token|secret|password|credentials?|api[_-]?key|access[_-]key)$/i;

// `env_key`, `temp_env_key` and `…_env_var` are names of places, not keys. A provider's `auth.command` may hold one, and its `args`.
function isConfigSecret(path: readonly string[]): boolean {
  const tables = path.slice(NAMED.has(path[0] ?? "") ? 2 : 0, -1);
  if (tables.some((name) => SECRET_TABLES.has(name))) return true;
  if (path[0] === "model_providers" && tables[0] === "auth" && COMMAND.has(path.at(-1) ?? "")) return true;
  return SECRET_NAME.test(path.at(-1) ?? "");
}

// User, password and query values of a URL.
function urlSecrets(text: string): readonly string[] {
  const [, user] = /^\w+:\/\/([^/?#@]+)@/.exec(text) ?? [];
  const query = /^\w+:\/\/[^#]*\?([^#]*)/.exec(text)?.[1] ?? "";
  const values = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [...(user?.split(":") ?? []), ...values];
}
