import type { ProviderManagement, ProviderRequest, Store, View } from "@zcf/contract";
import type { Profile } from "../profile.ts";
import { readSituation } from "../situation.ts";
import { unknownTarget } from "../target.ts";
import { FIELDS, KEY_STORES } from "./fields.ts";
import { listProviders } from "./list-providers.ts";

/** How Claude Code's providers are managed: upstream's profiles. */
export const management: ProviderManagement = {
  fields: FIELDS,
  keyStores: KEY_STORES,
  list: listProviders,
  key: async (store, view, id) => (await profileOf(store, view, id)).key,
  probe: async (store, view, id, key) => requestFor(await profileOf(store, view, id), key),
};

/** As it is switched to: one that goes through the router has the router's address and key. */
async function profileOf(store: Store, view: View, id: string): Promise<Profile> {
  const { targets } = await readSituation(store, view);
  const own = targets.flatMap((target) => (target.kind === "profile" ? [target.profile] : []));
  const profile = own.find((one) => one.id === id);
  if (profile !== undefined) return profile;
  throw unknownTarget(
    id,
    own.map((one) => one.id),
  );
}

/**
 * The list of models: it costs nothing. A server that has none (many third parties: 404) still shows whether it takes the key,
 * because most look at that first.
 */
function requestFor({ baseUrl, kind }: Profile, key: string | null): ProviderRequest | null {
  if (baseUrl === null || kind === null || key === null) return null;
  const credential: Readonly<Record<string, string>> = {
    ...(kind === "auth_token" ? {} : { "x-api-key": key }),
    ...(kind === "api_key" ? {} : { authorization: `Bearer ${key}` }),
  };
  return {
    method: "GET",
    url: `${baseUrl.trim().replace(/\/+$/, "")}/v1/models`,
    headers: { ...credential, "anthropic-version": "2023-06-01", accept: "application/json" },
    body: null,
  };
}
