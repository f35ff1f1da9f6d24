import type { StoreAdapter } from "@zcf/contract";
import type { Draft } from "@zcf/import";

/** The draft as a tool can take it: fields that it has, and a key store that it knows. */
export function fitting(draft: Draft, { manage }: StoreAdapter): Draft {
  const has = new Set(manage?.fields.map(({ id }) => id));
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(([id]) => has.has(id)));
  const isKnown = manage?.keyStores.some(({ id }) => id === draft.keyStore) === true;
  return { ...draft, fields, keyStore: isKnown ? draft.keyStore : null };
}

/** The key store that a key goes to: the draft's own, else the one where it is, else the tool's first that takes one. */
export function keyStoreFor(
  { key, keyStore }: Draft,
  { manage }: StoreAdapter,
  now: string | null,
): string | null {
  const stores = manage?.keyStores ?? [];
  if (key === null) return keylessStore(stores) ?? keyStore;
  if (keyStore !== null) return keyStore;
  const taking = stores.filter(({ takes }) => takes === "key").map(({ id }) => id);
  return taking.find((id) => id === now) ?? taking[0] ?? null;
}

type Stores = NonNullable<StoreAdapter["manage"]>["keyStores"];

/** Where nothing is kept; `null` where the tool has no such thing. */
export function keylessStore(stores: Stores): string | null {
  return stores.find(({ takes }) => takes === "nothing")?.id ?? null;
}
