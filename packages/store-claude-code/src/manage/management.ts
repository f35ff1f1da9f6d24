import type { ProviderManagement, Store, View } from "@zcf/contract";
import type { Profile } from "../profile.ts";
import { readSituation } from "../situation.ts";
import { unknownTarget } from "../target.ts";
import { checkChange } from "./check-change.ts";
import { FIELDS, KEY_STORES } from "./fields.ts";
import { listProviders } from "./list-providers.ts";
import { requestFor } from "./request-for.ts";

/** How Claude Code's providers are managed: upstream's profiles. */
export const management: ProviderManagement = {
  fields: FIELDS,
  keyStores: KEY_STORES,
  list: listProviders,
  key: async (store, view, id) => (await profileOf(store, view, id)).key,
  probe: async (store, view, id, key) => requestFor(await profileOf(store, view, id), key),
  check: checkChange,
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
