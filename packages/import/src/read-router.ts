import { urlProblem } from "./base-url.ts";
import { CLAUDE_CODE, CODEX, type Draft, type Reading, type Unusable } from "./draft.ts";
import { json5In, type SourceFile } from "./parse.ts";
import { idOf } from "./provider-id.ts";
import { readingOf } from "./reading.ts";
import { type Fields, fieldsOf, said, textOf } from "./values.ts";

/** Environment variables, as the router would see them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The providers of claude-code-router that a tool can use without it: those that speak the API of Claude Code or of
 * Codex, which only the path of their address tells. Throws `import.broken`.
 */
export function readRouter(config: SourceFile, variables: Variables): Reading {
  const data = fieldsOf(json5In(config));
  const list = data["Providers"] ?? data["providers"];
  const providers = Array.isArray(list) ? list.map(fieldsOf) : [];
  const preferred = textOf(fieldsOf(data["Router"])["default"]);
  return readingOf(providers.map((provider) => readProvider(provider, preferred, variables)));
}

/** How the paths of APIs end, and which tool speaks them (Claude Code appends its own `/v1/messages`). */
const PATHS: readonly (readonly [RegExp, string])[] = [
  [/\/v1\/messages\/?$/, CLAUDE_CODE],
  [/\/responses\/?$/, CODEX],
];

function readProvider(provider: Fields, preferred: string | null, variables: Variables): Draft | Unusable {
  const origin = textOf(provider["name"]) ?? "";
  const notUsable = { tool: null, origin, params: {} };
  const url = textOf(provider["api_base_url"]) ?? textOf(provider["baseUrl"]);
  const problem = urlProblem(url);
  if (problem !== null || url === null) return { ...notUsable, code: problem ?? "import.no-url" };
  const [path, tool] = PATHS.find(([ending]) => ending.test(url)) ?? [];
  if (path === undefined || tool === undefined) return { ...notUsable, code: "import.through-router" };
  const { key, variable } = keyOf(provider, variables);
  if (variable !== null) return { ...notUsable, tool, code: "import.key-variable", params: { variable } };
  if (key === null) return { ...notUsable, tool, code: "import.no-key" };
  const baseUrl = url.replace(path, "");
  return {
    tool,
    origin,
    id: idOf(tool, { origin, name: origin, baseUrl }),
    fields: said({
      name: origin,
      "base-url": baseUrl,
      model: modelOf(provider, origin, preferred),
      "wire-api": tool === CODEX ? "responses" : null,
    }),
    keyStore: tool === CLAUDE_CODE ? "api-key" : null,
    key,
  };
}

/** `$NAME` and `${NAME}` stand for environment variables; `variable`: one that is not set. */
function keyOf(provider: Fields, variables: Variables) {
  const written = textOf(provider["api_key"]) ?? textOf(provider["apiKey"]);
  const name = /^\$(?:\{(\w+)\}|(\w+))$/.exec(written ?? "");
  if (name === null) return { key: written, variable: null };
  const variable = name[1] ?? name[2] ?? "";
  const key = textOf(variables[variable]);
  return { key, variable: key === null ? variable : null };
}

/** The one that the router uses by default, where it is of this provider; else the first. */
function modelOf({ models }: Fields, origin: string, preferred: string | null): string | null {
  const [provider, model] = (preferred ?? "").split(",");
  if (provider === origin && model !== undefined) return textOf(model);
  return Array.isArray(models) ? textOf(models[0]) : null;
}
