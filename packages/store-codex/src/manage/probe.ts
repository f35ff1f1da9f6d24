import type { ProviderRequest, Store, View } from "@zcf/contract";
import { isTomlTable, type TomlTable, tomlAt } from "@zcf/formats";
import { ADJUSTABLE_IDS } from "../config/provider.ts";
import { readUse } from "../situation.ts";
import { unknownTarget } from "../target.ts";

/**
 * Asks a provider for its list of models, and where there is none for the shortest answer of its model, with what its table
 * adds to each request; `null` for a table that adjusts a provider Codex has built in, and for one without a usable URL.
 *
 * Throws `codex.unknown-target` (usage).
 */
export async function probe(
  store: Store,
  view: View,
  id: string,
  key: string | null,
): Promise<ProviderRequest | null> {
  const { config } = await readUse(store, view);
  const provider = config.providers.find((one) => one.id === id);
  if (provider === undefined) throw unknownTarget(config, id);
  const { baseUrl, table, model } = provider;
  if (ADJUSTABLE_IDS.includes(id) || baseUrl === null || !URL.canParse(baseUrl)) return null;
  const query = texts(table, "query_params");
  const credential = credentialOf(table, key);
  const list = { method: "GET", url: urlOf(baseUrl, "models", query), body: null, ...credential } as const;
  if (model === null) return list;
  return { ...list, otherwise: answerOf(urlOf(baseUrl, "responses", query), model, credential) };
}

type Credential = Pick<ProviderRequest, "headers" | "variables">;

/** A token goes over a header that the table has of its own, and a variable over what the table says (0.142, 0.169 measured). */
function credentialOf(table: TomlTable, key: string | null): Credential {
  const variables = Object.entries(lowerCase(texts(table, "env_http_headers"))).filter(
    ([header]) => key === null || header !== "authorization",
  );
  const headers = {
    accept: "application/json",
    ...lowerCase(texts(table, "http_headers")),
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  return variables.length === 0 ? { headers } : { headers, variables: Object.fromEntries(variables) };
}

/** Servers refuse a smaller limit. */
const FEWEST_TOKENS = 16;

function answerOf(url: string, model: string, { headers, ...rest }: Credential): ProviderRequest {
  const question = { model, input: "Hi", max_output_tokens: FEWEST_TOKENS, store: false, stream: false };
  return {
    method: "POST",
    url,
    headers: { ...headers, "content-type": "application/json" },
    ...rest,
    body: JSON.stringify(question),
  };
}

/** As Codex makes its own: slashes at the end do not count, and a query comes behind. */
function urlOf(baseUrl: string, name: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/${name}`);
  for (const [parameter, value] of Object.entries(query)) url.searchParams.set(parameter, value);
  return url.href;
}

function texts(table: TomlTable, name: string): Readonly<Record<string, string>> {
  const found = tomlAt(table, name);
  if (!isTomlTable(found)) return {};
  const pairs = Object.entries(found).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return Object.fromEntries(pairs);
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
