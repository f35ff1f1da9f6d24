import type { KeyStore, ProviderChange, ProviderEntry, StoreAdapter } from "@zcf/contract";
import type { Runtime } from "../runtime/runtime.ts";
import { usageError } from "../usage/cli-code.ts";
import { readKey } from "./read-key.ts";
import type { ChangeWish } from "./written-changes.ts";

/**
 * Where the key is kept from now on, and the key, as options say it; nothing where they do not.
 *
 * `entry`: the provider as it stands, `null` for a new one. Throws `cli.bad-value` and what reading a key throws.
 */
export async function keyPartOf(
  runtime: Runtime,
  { manage }: StoreAdapter,
  { keyStore, key }: ChangeWish,
  entry: ProviderEntry | null,
): Promise<Pick<ProviderChange, "keyStore" | "key">> {
  const stores = manage?.keyStores ?? [];
  const id = keyStore ?? (key === null ? undefined : storeFor(stores, entry));
  const store = id === undefined ? null : findStore(stores, id);
  return {
    ...(id === undefined || id === entry?.keyStore ? {} : { keyStore: id }),
    ...(key === null ? {} : { key: await readKey(runtime, key, store) }),
  };
}

/** A key goes where the present one is; where there is none, or none that we could change, to the tool's first place. */
function storeFor(stores: readonly KeyStore[], entry: ProviderEntry | null): string | undefined {
  const present = stores.find(({ id }) => id === entry?.keyStore);
  return (present ?? stores[0])?.id;
}

function findStore(stores: readonly KeyStore[], id: string): KeyStore {
  const found = stores.find((one) => one.id === id);
  if (found !== undefined) return found;
  const allowed = stores.map((one) => one.id);
  throw usageError("cli.bad-value", { option: "--key-store", value: id, allowed });
}
