import { isSwitchError, type ProviderChange } from "@zcf/contract";
import { sameTable, type TomlTable, tomlAt } from "@zcf/formats";
import { type Draft, withKnown, withoutProvider, withTable } from "./draft.ts";
import { keyIn, withoutKey } from "./draft-keys.ts";
import { keyNeeded, moved, requireTable } from "./edit-provider.ts";
import { MODEL } from "./fields.ts";
import { serverIn, withoutServerFields } from "./goes-along.ts";
import { type StoreId, storeOf, withoutCredential } from "./key-stores.ts";
import { requireFields } from "./require-fields.ts";
import { requireFreeId, requireId } from "./require-id.ts";
import { requireKey, requireStore } from "./require-key.ts";
import { withFields } from "./with-fields.ts";

/**
 * Copies a provider; nothing happens where the copy is there already.
 *
 * The key goes along to the same server. To another one it never does: it was not given for that.
 */
export function copyProvider(draft: Draft, change: ProviderChange): Draft {
  const copyId = change.copyId ?? "";
  requireId(copyId);
  if (draft.tables.has(copyId) && isCopied(draft, change)) return draft;
  requireFreeId(draft.situation.config, draft.tables.keys(), copyId);
  return copied(draft, change);
}

function copied(draft: Draft, change: ProviderChange): Draft {
  const { id, copyId = "" } = change;
  const source = requireTable(draft, id);
  const fields = requireFields(change);
  const { model = tomlAt(source, MODEL) } = draft.keys.providers[id] ?? {};
  const known = withKnown(withoutProvider(draft, copyId), copyId, typeof model === "string" ? { model } : {});
  const plain = Object.fromEntries(
    Object.entries(source).filter(([key]) => key !== MODEL && key !== "temp_env_key"),
  );
  const described = withFields(withTable(known, copyId, plain), copyId, fields);
  const isSame = serverIn(source) === serverIn(described.tables.get(copyId));
  return withCopiedKey(isSame ? described : withoutServerFields(described, copyId), {
    change,
    source,
    isSame,
    draft,
  });
}

interface Copy {
  readonly change: ProviderChange;
  readonly source: TomlTable;
  /** To the same server. */
  readonly isSame: boolean;
  /** As it was before. */
  readonly draft: Draft;
}

function withCopiedKey(copy: Draft, { change, source, isSame, draft }: Copy): Draft {
  const { id, copyId = "", keyStore } = change;
  const now = storeOf(id, source);
  const store = keyStore === undefined ? now : requireStore(keyStore);
  const given = requireKey(change, store);
  if (store === "other" && !isSame) throw keyNeeded(copyId, "bearer");
  if (store === "other") return copy;
  const bare = withTable(copy, copyId, withoutCredential(copy.tables.get(copyId) ?? {}));
  const there = isSame ? valueFor(draft, id, store) : null;
  if (store !== "none" && given === null && there === null) throw keyNeeded(copyId, store);
  return moved(bare, { id: copyId, store, given: given ?? there });
}

function valueFor(draft: Draft, id: string, store: StoreId): string | null {
  const variable = tomlAt(draft.tables.get(id) ?? {}, "env_key");
  if (store === "env") return typeof variable === "string" ? variable : null;
  return keyIn(draft, id);
}

/** A source that is gone was removed together with it: a provider got another name. */
function isCopied(draft: Draft, change: ProviderChange): boolean {
  const copyId = change.copyId ?? "";
  if (!draft.tables.has(change.id)) return true;
  try {
    const made = copied(withoutProvider(withoutKey(draft, copyId), copyId), change);
    const [left, right] = [made, draft].map(({ tables }) => tables.get(copyId) ?? {});
    const isSame = sameTable(left ?? {}, right ?? {}) && keyIn(made, copyId) === keyIn(draft, copyId);
    return isSame && made.keys.providers[copyId]?.model === draft.keys.providers[copyId]?.model;
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return false;
  }
}
