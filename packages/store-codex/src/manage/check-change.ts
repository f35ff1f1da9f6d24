import type { ProviderChange, Store, View } from "@zcf/contract";
import { readSituation } from "../situation.ts";
import { draftOf } from "./draft.ts";
import { requireTable } from "./edit-provider.ts";
import { storeOf } from "./key-stores.ts";
import { requireFields } from "./require-fields.ts";
import { requireFreeId, requireId } from "./require-id.ts";
import { requireKey, requireStore } from "./require-key.ts";

/** What can be said of a change before all of it is known. Throws the usage errors of {@link applyChanges}. */
export async function checkChange(store: Store, view: View, change: ProviderChange): Promise<void> {
  if (change.change === "remove") return;
  const draft = draftOf(await readSituation(store, view));
  const table = change.change === "add" ? {} : requireTable(draft, change.id);
  if (change.change !== "edit") {
    const id = change.change === "copy" ? (change.copyId ?? "") : change.id;
    requireId(id);
    requireFreeId(draft.situation.config, draft.tables.keys(), id);
  }
  requireFields(change);
  const now = change.change === "add" ? "bearer" : storeOf(change.id, table);
  requireKey(change, change.keyStore === undefined ? now : requireStore(change.keyStore));
}
