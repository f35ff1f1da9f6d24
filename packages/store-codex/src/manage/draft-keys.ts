import type { Json } from "@zcf/contract";
import { type TomlTable, tomlAt } from "@zcf/formats";
import { entryOf, hasAccount, isCodexOwn, keyOf } from "../auth/credential.ts";
import { ownersOfKey } from "../auth/owners.ts";
import { unparkKey } from "../auth/park.ts";
import { refusal } from "../report.ts";
import { type Draft, withKnown, withTable } from "./draft.ts";
import { entryFor } from "./entry-for.ts";
import { type StoreId, storeOf } from "./key-stores.ts";

/** The key that a provider has now, wherever it is; `null` when there is none that can be read. */
export function keyIn(draft: Draft, id: string): string | null {
  const table = draft.tables.get(id);
  if (table === undefined) return null;
  switch (storeOf(id, table)) {
    case "bearer":
      return usable(tomlAt(table, "experimental_bearer_token"))?.trim() ?? null;
    case "command":
      return draft.keys.commands[id] ?? null;
    case "auth-json":
      return storedKey(draft, id, table);
    default:
      return null;
  }
}

/** Takes a provider's key out of every file but its table; what another provider has there too stays for that one. */
export function withoutKey(draft: Draft, id: string): Draft {
  const table = draft.tables.get(id) ?? {};
  if (storeOf(id, table) !== "auth-json") return withoutCommand(draft, id);
  requireReadable(draft);
  const key = storedKey(draft, id, table);
  const entry = entryName(draft, id, table);
  const isShared = entry !== null && sharesEntry(draft, id, entry);
  const parted = entry === null || isShared ? draft : withoutEntry(draft, entry);
  const { model } = draft.keys.providers[id] ?? {};
  const rest = withKnown({ ...parted, keys: unparkKey(parted.keys, id) }, id, { model });
  return key === null || isShared ? rest : { ...rest, released: [...rest.released, key] };
}

/** Puts a provider's key where it is kept beside its table. */
export function withKey(
  draft: Draft,
  id: string,
  { store, key }: { readonly store: StoreId; readonly key: string },
): Draft {
  if (store === "command") {
    const commands = { ...draft.keys.commands, [id]: key };
    return { ...draft, keys: { ...draft.keys, commands } };
  }
  return store === "auth-json" ? withStoredKey(draft, id, key) : draft;
}

function withStoredKey(draft: Draft, id: string, key: string): Draft {
  requireReadable(draft);
  const table = draft.tables.get(id) ?? {};
  const named = entryName(draft, id, table);
  const own = named === null || sharesEntry(draft, id, named) ? null : named;
  const entry = own ?? entryFor(id, takenEntries(draft));
  const known = own === null ? withOwnEntry(draft, id, entry) : draft;
  // Another key that waits was left in use by somebody: it is not the one that is replaced.
  const isReplaced = [key, storedKey(draft, id, table)].includes(draft.keys.keys[id] ?? null);
  const keys = isReplaced ? unparkKey(known.keys, id) : known.keys;
  return withEntry({ ...known, keys }, entry, key);
}

/** What the table says of an entry comes first, so it says nothing any more. */
function withOwnEntry(draft: Draft, id: string, entry: string): Draft {
  const { temp_env_key: _, ...table } = draft.tables.get(id) ?? {};
  return withKnown(withTable(draft, id, table), id, { ...draft.keys.providers[id], entry });
}

function sharesEntry(draft: Draft, id: string, entry: string): boolean {
  return [...draft.tables].some(([one, table]) => one !== id && entryName(draft, one, table) === entry);
}

/**
 * In `auth.json` an entry is safe as long as no account is there, whose renewal deletes it; it is no reason to make that
 * file, with which Codex's TUI would not start (see docs/decisions/0003).
 */
function withEntry(draft: Draft, entry: string, key: string): Draft {
  const { auth, keys } = draft;
  const isThere = auth !== null && Object.hasOwn(auth, entry);
  const isOurs = Object.hasOwn(keys.entries, entry);
  if (auth !== null && (isThere || (!isOurs && !hasAccount(auth))))
    return { ...draft, auth: { ...auth, [entry]: key } };
  return { ...draft, keys: { ...keys, entries: { ...keys.entries, [entry]: key } } };
}

function withoutEntry(draft: Draft, entry: string): Draft {
  const { auth, keys } = draft;
  return {
    ...draft,
    auth: auth === null ? null : without(auth, entry),
    keys: { ...keys, entries: without(keys.entries, entry) },
  };
}

function withoutCommand(draft: Draft, id: string): Draft {
  return { ...draft, keys: { ...draft.keys, commands: without(draft.keys.commands, id) } };
}

/** The entry of `auth.json` for a provider: what its table says, else what we noted; never one that is Codex's own. */
function entryName(draft: Draft, id: string, table: TomlTable): string | null {
  const names = [usable(tomlAt(table, "temp_env_key")), draft.keys.providers[id]?.entry ?? null];
  return names.find((name) => name !== null && !isCodexOwn(name)) ?? null;
}

function takenEntries({ auth, keys, tables, ...draft }: Draft): readonly string[] {
  const named = [...tables].map(([id, table]) => entryName({ auth, keys, tables, ...draft }, id, table));
  return [...Object.keys(auth ?? {}), ...Object.keys(keys.entries), ...named.filter((name) => name !== null)];
}

function storedKey(draft: Draft, id: string, table: TomlTable): string | null {
  const entry = entryName(draft, id, table);
  const kept =
    entry === null ? null : (entryOf(draft.auth ?? {}, entry) ?? entryOf(draft.keys.entries, entry));
  return kept ?? ownKey(draft, id) ?? draft.keys.keys[id] ?? null;
}

/** The one in use, where it is this provider's. */
function ownKey({ situation, auth }: Draft, id: string): string | null {
  const owners = ownersOfKey(situation.auth);
  const key = keyOf(auth ?? {});
  return owners?.ids.includes(id) === true && key === keyOf(situation.auth.data ?? {}) ? key : null;
}

/** What cannot be read may hold the very key. Throws `codex.auth-syntax` (environment). */
function requireReadable({ situation: { authFile } }: Draft): void {
  if (authFile.broken !== null) throw refusal(authFile.broken);
}

function without<T extends Json>(
  record: Readonly<Record<string, T>>,
  name: string,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== name));
}

function usable(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
