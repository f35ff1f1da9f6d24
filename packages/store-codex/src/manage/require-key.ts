import type { ProviderChange } from "@zcf/contract";
import { failure, hint } from "../report.ts";
import { KEY_STORES, type StoreId } from "./key-stores.ts";

/** What a header can hold: anything else and Codex sends nothing, silently (0.115, 0.169). */
const KEY = /^[\u0021-\u007e]+$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The place of that name. Throws `codex.key-store-unknown` (usage). */
export function requireStore(store: string): StoreId {
  const found = KEY_STORES.find(({ id }) => id === store);
  if (found !== undefined) return found.id;
  const known = KEY_STORES.map(({ id }) => id);
  throw failure("usage", "codex.key-store-unknown", { store, known }, hint("codex.hint-providers", {}));
}

/** What is given for a place, trimmed; `null` for nothing. Throws `codex.key-form` or `codex.variable-form` (usage). */
export function requireKey({ id, copyId, key }: ProviderChange, store: StoreId | "other"): string | null {
  if (key === undefined) return null;
  const provider = copyId ?? id;
  const value = key.trim();
  const takes = KEY_STORES.find((one) => one.id === store)?.takes ?? "nothing";
  const next = hint("codex.hint-providers", {});
  if (takes === "nothing") throw failure("usage", "codex.key-not-taken", { provider, store }, next);
  if (takes === "name" && !VARIABLE.test(value))
    throw failure("usage", "codex.variable-form", { provider }, next);
  if (takes === "key" && !KEY.test(value)) throw failure("usage", "codex.key-form", { provider }, next);
  return value;
}
