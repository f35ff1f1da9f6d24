import { urlProblem } from "./base-url.ts";
import type { ReasonCode } from "./codes.ts";
import { CODEX, type Draft, type Unusable } from "./draft.ts";
import { type Fields, fieldsOf, said, textOf } from "./values.ts";

/** A `[model_providers.…]` table, and what belongs to it elsewhere. */
export interface CodexTable {
  readonly origin: string;
  readonly id: string;
  /** Instead of the name that the table has. */
  readonly name?: string;
  readonly table: Fields;
  /** What `auth.json` holds. */
  readonly auth: Fields;
  /** The model that goes with it, where its table names none. */
  readonly model: string | null;
  /** `OPENAI_API_KEY` of `auth.json` is its key, where it names no other. */
  readonly ownsAuth: boolean;
}

/** The draft of a table as Codex and upstream write it (interop.md, codex-config-auth.md B). */
export function readCodexTable(given: CodexTable): Draft | Unusable {
  const { origin, id, table } = given;
  const baseUrl = textOf(table["base_url"]);
  const problem = urlProblem(baseUrl);
  if (problem !== null) return notUsable(origin, problem);
  const wireApi = textOf(table["wire_api"]);
  // Codex refuses its whole configuration where a table says anything else.
  if (wireApi !== null && wireApi !== "responses") return notUsable(origin, "import.wire-api", { wireApi });
  return {
    tool: CODEX,
    origin,
    id,
    fields: said({
      name: given.name ?? textOf(table["name"]) ?? id,
      "base-url": baseUrl,
      model: textOf(table["model"]) ?? given.model,
      "wire-api": wireApi,
    }),
    ...keyOf(given),
  };
}

const ACTIVE = "OPENAI_API_KEY";
/** Entries of `auth.json` that are the login's, or whatever provider's is in use: no table can claim them by their name. */
const CODEX_OWN: readonly string[] = [ACTIVE, "auth_mode", "tokens", "last_refresh"];

/** In the table, in `auth.json` under the name that upstream notes, or in the environment. */
function keyOf({ table, auth, ownsAuth }: CodexTable): Pick<Draft, "key" | "keyStore"> {
  const inTable = textOf(table["experimental_bearer_token"]);
  if (inTable !== null) return { key: inTable, keyStore: null };
  const name = textOf(table["temp_env_key"]) ?? textOf(table["env_key"]);
  const named = name === null || CODEX_OWN.includes(name) ? null : textOf(auth[name]);
  if (named !== null) return { key: named, keyStore: null };
  const active = ownsAuth && auth["auth_mode"] !== "chatgpt" ? textOf(auth[ACTIVE]) : null;
  if (active !== null) return { key: active, keyStore: null };
  const variable = textOf(table["env_key"]);
  return variable === null ? { key: null, keyStore: null } : { key: variable, keyStore: "env" };
}

function notUsable(origin: string, code: ReasonCode, params: Unusable["params"] = {}): Unusable {
  return { tool: CODEX, origin, code, params };
}

/** The tables of providers in Codex's configuration, by id. */
export function tablesIn(config: unknown): readonly (readonly [string, Fields])[] {
  const tables = fieldsOf(fieldsOf(config)["model_providers"]);
  return Object.entries(tables).map(([id, table]) => [id, fieldsOf(table)]);
}
