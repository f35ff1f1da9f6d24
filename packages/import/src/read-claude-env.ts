import { urlProblem } from "./base-url.ts";
import type { ReasonCode } from "./codes.ts";
import { CLAUDE_CODE, type Draft, type Unusable } from "./draft.ts";
import { idOf } from "./provider-id.ts";
import { fieldsOf, said, textOf } from "./values.ts";

/** Who has these settings. */
export interface Owner {
  readonly origin: string;
  readonly name: string;
}

/**
 * The draft that `env` of Claude Code settings describes, with an id of its name. Where both credentials are set, Claude
 * Code sends both; the token is the one that endpoints of others take.
 */
export function readClaudeEnv(settings: unknown, { origin, name }: Owner): Draft | Unusable {
  const env = fieldsOf(fieldsOf(settings)["env"]);
  const baseUrl = textOf(env["ANTHROPIC_BASE_URL"]);
  const problem = urlProblem(baseUrl);
  if (problem === "import.no-url") return notUsable(origin, "import.official");
  if (problem !== null || baseUrl === null) return notUsable(origin, "import.bad-url");
  const token = textOf(env["ANTHROPIC_AUTH_TOKEN"]);
  const key = token ?? textOf(env["ANTHROPIC_API_KEY"]);
  if (key === null) return notUsable(origin, "import.no-key");
  return {
    tool: CLAUDE_CODE,
    origin,
    id: idOf(CLAUDE_CODE, { origin, name, baseUrl }),
    fields: said({
      name,
      "base-url": baseUrl,
      model: textOf(env["ANTHROPIC_MODEL"]),
      "haiku-model":
        textOf(env["ANTHROPIC_DEFAULT_HAIKU_MODEL"]) ?? textOf(env["ANTHROPIC_SMALL_FAST_MODEL"]),
      "sonnet-model": textOf(env["ANTHROPIC_DEFAULT_SONNET_MODEL"]),
      "opus-model": textOf(env["ANTHROPIC_DEFAULT_OPUS_MODEL"]),
    }),
    keyStore: token === null ? "api-key" : "auth-token",
    key,
  };
}

function notUsable(origin: string, code: ReasonCode): Unusable {
  return { tool: CLAUDE_CODE, origin, code, params: {} };
}
