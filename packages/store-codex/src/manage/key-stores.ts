import type { KeyStore } from "@zcf/contract";
import { sameValue, type TomlTable, tomlAt } from "@zcf/formats";
import { keyCommand } from "../config/key-command.ts";

/** Where the key of a provider can be. */
export type StoreId = "bearer" | "auth-json" | "env" | "command" | "none";

/**
 * The places for a key.
 *
 * - `bearer`: `experimental_bearer_token` in the provider's table.
 * - `auth-json`: an entry of `auth.json`, as earlier zcf has it; Codex sends it while the provider is in use.
 * - `env`: a variable of the environment that Codex runs in.
 * - `command`: our own file; Codex asks `zcf key` for it.
 * - `none`: the server wants no key.
 */
export const KEY_STORES: readonly (KeyStore & { readonly id: StoreId })[] = [
  { id: "bearer", takes: "key" },
  { id: "auth-json", takes: "key" },
  { id: "env", takes: "name" },
  { id: "command", takes: "key", program: "zcf" },
  { id: "none", takes: "nothing" },
];

/** What decides about a provider's credential in its table; `temp_env_key` is earlier zcf's. */
const CREDENTIAL_KEYS = [
  "env_key",
  "experimental_bearer_token",
  "auth",
  "requires_openai_auth",
  "temp_env_key",
];

/** Where a provider's key is, by its table (see `Provider.credential`); `other`: a program that is not ours has it. */
export function storeOf(id: string, table: TomlTable): StoreId | "other" {
  if (typeof tomlAt(table, "env_key") === "string") return "env";
  if (typeof tomlAt(table, "experimental_bearer_token") === "string") return "bearer";
  const auth = tomlAt(table, "auth");
  if (tomlAt(table, "auth", "command") !== undefined)
    return sameValue(auth, keyCommand(id)) ? "command" : "other";
  const isStored = tomlAt(table, "requires_openai_auth") === true;
  return isStored || typeof tomlAt(table, "temp_env_key") === "string" ? "auth-json" : "none";
}

/** The table without any credential. */
export function withoutCredential(table: TomlTable): TomlTable {
  return Object.fromEntries(Object.entries(table).filter(([key]) => !CREDENTIAL_KEYS.includes(key)));
}

/** The table as it is where the key is kept in this place; `given` is the key of `bearer`, the name of `env`. */
export function tableWith(id: string, table: TomlTable, store: StoreId, given: string): TomlTable {
  const isThere = storeOf(id, table) === store;
  const rest = isThere ? table : withoutCredential(table);
  switch (store) {
    case "bearer":
      return { ...rest, experimental_bearer_token: given };
    case "env":
      return { ...rest, env_key: given };
    case "command":
      return { ...rest, auth: keyCommand(id) };
    case "auth-json":
      return { ...rest, requires_openai_auth: true };
    case "none":
      return rest;
  }
}
