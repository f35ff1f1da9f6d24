import type { ProviderManagement } from "@zcf/contract";
import { checkChange } from "./check-change.ts";
import { FIELDS } from "./fields.ts";
import { KEY_STORES } from "./key-stores.ts";
import { listProviders } from "./list-providers.ts";
import { probe } from "./probe.ts";
import { providerKey } from "./provider-key.ts";

/** How providers of Codex are managed: their tables in `config.toml`, and their keys. */
export const MANAGEMENT: ProviderManagement = {
  fields: FIELDS,
  keyStores: KEY_STORES,
  list: listProviders,
  key: providerKey,
  probe,
  check: checkChange,
};
