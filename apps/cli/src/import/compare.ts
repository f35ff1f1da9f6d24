import type { ProviderEntry, StoreAdapter } from "@zcf/contract";
import type { Draft } from "@zcf/import";

/** What is there under a draft's id, with its key. */
export interface Existing {
  readonly entry: ProviderEntry;
  readonly key: string | null;
}

/**
 * The ids of the fields in which a draft says something else than what is there, then `key` and `key-store`; never what
 * they are. What a draft does not say is no difference.
 */
export function differences(
  draft: Draft,
  adapter: StoreAdapter,
  { entry, key }: Existing,
): readonly string[] {
  const fields = Object.entries(draft.fields).filter(
    ([field, value]) => plain(entry.fields[field] ?? onlyValueOf(adapter, field)) !== plain(value),
  );
  return [...fields.map(([field]) => field), ...keyDifferences(draft, adapter, { entry, key })];
}

function keyDifferences(draft: Draft, adapter: StoreAdapter, { entry, key }: Existing): readonly string[] {
  if (draft.key === null) return [];
  const isElsewhere = draft.keyStore !== null && draft.keyStore !== entry.keyStore;
  const isOther = isNamed(draft, adapter) ? draft.key !== entry.keyName : draft.key !== key;
  return [...(isOther ? ["key"] : []), ...(isElsewhere ? ["key-store"] : [])];
}

/** Whether its key is only named: no secret then. */
export function isNamed({ keyStore }: Draft, { manage }: StoreAdapter): boolean {
  return manage?.keyStores.find(({ id }) => id === keyStore)?.takes === "name";
}

/** A field that can have one value only has it, also where nobody says so. */
function onlyValueOf({ manage }: StoreAdapter, field: string): string {
  const values = manage?.fields.find(({ id }) => id === field)?.values ?? [];
  return values.length === 1 ? (values[0] ?? "") : "";
}

/** Tools trim slashes at the end of an address. */
function plain(text: string): string {
  return text.trim().replace(/\/+$/, "");
}
