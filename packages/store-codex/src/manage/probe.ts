import type { ProviderRequest, Store, View } from "@zcf/contract";
import { isTomlTable, type TomlTable, tomlAt } from "@zcf/formats";
import { ADJUSTABLE_IDS } from "../config/provider.ts";
import { readUse } from "../situation.ts";
import { unknownTarget } from "../target.ts";

/**
 * Asks a provider for its list of models, with what its table adds to each request but for values of variables, which
 * only Codex has; `null` for a table that adjusts a provider Codex has built in, and for one without a usable URL.
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
  const { baseUrl, table } = provider;
  if (ADJUSTABLE_IDS.includes(id) || baseUrl === null || !URL.canParse(baseUrl)) return null;
  // A token goes over a header that the table has of its own (0.169).
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  const headers = {
    accept: "application/json",
    ...lowerCase(texts(table, "http_headers")),
    ...authorization,
  };
  return { method: "GET", url: modelsUrl(baseUrl, texts(table, "query_params")), headers, body: null };
}

/** As Codex makes its own: slashes at the end do not count, and a query comes behind. */
function modelsUrl(baseUrl: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/models`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
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
