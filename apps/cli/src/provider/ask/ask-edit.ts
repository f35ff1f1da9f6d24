import type { ProviderChange, ProviderEntry } from "@zcf/contract";
import { askField } from "./ask-field.ts";
import { askKey } from "./ask-key.ts";
import { type Asker, openAsking } from "./asking.ts";

/** Every field with its present value, then the key. What stays is not part of the change. */
export async function askEdit(asker: Asker, entry: ProviderEntry): Promise<ProviderChange> {
  const asking = await openAsking(asker);
  const { manage } = asker.adapter;
  let change: ProviderChange = { change: "edit", id: entry.id, fields: {} };
  // What speaks against any change is no answer's fault.
  await asker.check(change);
  for (const field of manage?.fields ?? []) change = await askField(asking, { field, change, entry });
  const stores = manage?.keyStores ?? [];
  return { ...change, ...(await askKey(asking, { stores, named: undefined, entry, change })) };
}
