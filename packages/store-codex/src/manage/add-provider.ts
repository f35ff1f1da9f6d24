import { isSwitchError, type ProviderChange } from "@zcf/contract";
import { type Draft, sameDraft, withoutProvider, withTable } from "./draft.ts";
import { editProvider, moved } from "./edit-provider.ts";
import { requireComplete, requireFields } from "./require-fields.ts";
import { requireFreeId, requireId } from "./require-id.ts";
import { requireKey, requireStore } from "./require-key.ts";
import { withFields } from "./with-fields.ts";

/** Adds a provider; nothing happens where it is there already, just so. */
export function addProvider(draft: Draft, change: ProviderChange): Draft {
  const { id, keyStore = "bearer" } = change;
  requireId(id);
  const fields = requireFields(change);
  const store = requireStore(keyStore);
  const given = requireKey(change, store);
  if (isThere(draft, { ...change, keyStore })) return draft;
  requireFreeId(draft.situation.config, draft.tables.keys(), id);
  requireComplete(id, fields);
  const table = { name: id, base_url: "", wire_api: "responses" };
  // What is known of an id belonged to a table that somebody has removed.
  const empty = withTable(withoutProvider(draft, id), id, table);
  return moved(withFields(empty, id, fields), { id, store, given });
}

/** To add it once more would change nothing. */
function isThere(draft: Draft, change: ProviderChange): boolean {
  if (!draft.tables.has(change.id)) return false;
  try {
    return sameDraft(editProvider(draft, change), draft);
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return false;
  }
}
