import type { ProviderChange } from "@zcf/contract";
import type { TomlTable } from "@zcf/formats";
import { ADJUSTABLE_IDS } from "../config/provider.ts";
import { failure, hint, warning } from "../report.ts";
import { unknownTarget } from "../target.ts";
import { type Draft, withTable } from "./draft.ts";
import { keyIn, withKey, withoutKey } from "./draft-keys.ts";
import { serverIn, withGoesAlong, withLeftBehind } from "./goes-along.ts";
import { KEY_STORES, type StoreId, storeOf, tableWith } from "./key-stores.ts";
import { requireFields } from "./require-fields.ts";
import { requireKey, requireStore } from "./require-key.ts";
import { withFields } from "./with-fields.ts";

/** Sets fields of a provider, and moves its key where it shall be from now on. */
export function editProvider(draft: Draft, change: ProviderChange): Draft {
  const { id } = change;
  const table = requireTable(draft, id);
  const fields = requireFields(change);
  const now = storeOf(id, table);
  const store = change.keyStore === undefined ? now : requireStore(change.keyStore);
  const given = requireKey(change, store);
  const described = withFields(draft, id, fields);
  const isMoved = store !== "other" && (store !== now || given !== null);
  const next = isMoved ? moved(described, { id, store, given }) : described;
  const isSaid = change.keyStore !== undefined || change.key !== undefined;
  return withGoesAlong(draft, isSaid ? withLeftBehind(draft, next, id) : next, id);
}

/** The table of a provider. Throws `codex.unknown-target` (usage), or `codex.built-in-table` for one that is not ours to change. */
export function requireTable({ situation: { config }, tables }: Draft, id: string): TomlTable {
  const table = tables.get(id);
  if (table === undefined) throw unknownTarget(config, id);
  if (!ADJUSTABLE_IDS.includes(id)) return table;
  const line = config.providers.find((one) => one.id === id)?.line ?? 1;
  const params = { file: config.file, line, provider: id };
  throw failure(
    "usage",
    "codex.built-in-table",
    params,
    hint("codex.hint-edit-file", { file: config.file, line }),
  );
}

export interface Move {
  readonly id: string;
  readonly store: StoreId;
  /** `null`: the key that is there. */
  readonly given: string | null;
}

/** The key in another place, or another key in the same one; the old place is emptied. */
export function moved(draft: Draft, { id, store, given }: Move): Draft {
  const table = draft.tables.get(id) ?? {};
  const value = given ?? keyIn(draft, id);
  if (KEY_STORES.find((one) => one.id === store)?.takes !== "nothing" && value === null)
    throw keyNeeded(id, store);
  if (store !== "none") requireServer(table, id);
  const isThere = storeOf(id, table) === store;
  const emptied = isThere ? draft : withoutKey(draft, id);
  const key = value ?? "";
  const next = withKey(withTable(emptied, id, tableWith(id, table, store, key)), id, { store, key });
  return isThere ? next : withDropped(next, draft, { id, store });
}

/** Throws `codex.key-without-url` (usage): Codex would send the key to api.openai.com (0.115, 0.169). */
function requireServer(table: TomlTable, provider: string): void {
  if ((serverIn(table) ?? "") !== "") return;
  throw failure("usage", "codex.key-without-url", { provider }, hint("codex.hint-providers", {}));
}

/** Says that a key goes which the new place has no room for. */
function withDropped(next: Draft, before: Draft, { id, store }: Omit<Move, "given">): Draft {
  const isKept = store !== "none" && store !== "env";
  if (isKept || keyIn(before, id) === null) return next;
  const notice = warning("codex.key-dropped", { provider: id, store });
  return { ...next, notices: [...next.notices, notice] };
}

/** Nothing is there that could be kept in this place. */
export function keyNeeded(provider: string, store: string): Error {
  return failure("usage", "codex.key-needed", { provider, store }, hint("codex.hint-providers", {}));
}
