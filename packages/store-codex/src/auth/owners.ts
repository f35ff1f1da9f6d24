import type { Memory } from "@zcf/contract";
import { isJsonObject, type JsonObject } from "@zcf/formats";
import { type Current, currentId, OFFICIAL } from "../config/config.ts";
import { BUILT_IN_IDS, type Provider, serverOf } from "../config/provider.ts";
import { SHARED_IDS } from "../shared/shared-id.ts";
import { accountOf, entryOf, keyOf, sent } from "./credential.ts";
import { ACCOUNT_MEMORY, type AuthSituation, OWNER_MEMORY } from "./situation.ts";

/** Whose key it is. */
export interface Owners {
  /** Target ids; empty when it is `unknown`, or stored in an entry that no table names. */
  readonly ids: readonly string[];
  /**
   * `stored`: an entry keeps it, nothing is lost when it is replaced. `remembered`: the ledger knows. `used`: the
   * current target uses it. `unknown`: it lies there unused, and may be the official one or any other.
   */
  readonly by: "stored" | "remembered" | "used" | "unknown";
}

/** Whose key the one in `auth.json` is; `null` when there is none. */
export function ownersOfKey(situation: AuthSituation): Owners | null {
  const key = keyOf(situation.data ?? {});
  return key === null ? null : ownersOf(situation, key);
}

/** Whether a credential of these owners may go to a provider's server: theirs, or the same server under another id. */
export function mayServe(situation: AuthSituation, owners: readonly string[], provider: Provider): boolean {
  const server = serverOf(provider);
  return owners.some((id) => {
    if (id === provider.id) return true;
    if (id === OFFICIAL) return server === null;
    const owner = situation.config.providers.find((candidate) => candidate.id === id);
    return owner !== undefined && serverOf(owner) === server;
  });
}

/** What to remember when the key stays behind in `auth.json` while a target is used that does not use it. */
export function rememberOwner(situation: AuthSituation): readonly Memory[] {
  return sent(situation.data ?? {}) === "account" ? rememberAccount(situation) : rememberKey(situation);
}

/** Whether the account in `auth.json` is the one that was last used with a provider of this server. */
export function isRememberedAccount(situation: AuthSituation, provider: Provider): boolean {
  const memory = situation.remembered.account;
  if (memory === null || !isJsonObject(memory)) return false;
  const { owner, fingerprint } = memory;
  const isSame = fingerprint === situation.fingerprint(accountOf(situation.data ?? {}));
  return isSame && typeof owner === "string" && mayServe(situation, [owner], provider);
}

/** Its own service may always have it. */
function rememberAccount({
  data,
  config: { current, unmarked },
  fingerprint,
}: AuthSituation): readonly Memory[] {
  if (unmarked !== null || current.kind !== "provider" || current.provider.credential.kind !== "stored")
    return [];
  const value = { owner: current.provider.id, fingerprint: fingerprint(accountOf(data ?? {})) };
  return [{ key: ACCOUNT_MEMORY, value, write: "replace" }];
}

function rememberKey(situation: AuthSituation): readonly Memory[] {
  const key = keyOf(situation.data ?? {});
  const owners = ownersOfKey(situation);
  const [owner] = owners?.ids ?? [];
  if (key === null || owner === undefined || owners?.by !== "used") return [];
  const value = { owner, fingerprint: situation.fingerprint(key) };
  return [{ key: OWNER_MEMORY, value, write: "replace" }];
}

function ownersOf(situation: AuthSituation, key: string): Owners {
  const stored = storedOwners(situation, key);
  if (stored !== null) return { ids: stored, by: "stored" };
  const remembered = rememberedOwner(situation, key);
  return remembered === null ? currentOwner(situation) : { ids: [remembered], by: "remembered" };
}

function storedOwners({ data, keys, config }: AuthSituation, key: string): readonly string[] | null {
  const entries = { ...keys.entries, ...data };
  const names = Object.keys(entries).filter((name) => entryOf(entries, name) === key);
  const parked = Object.keys(keys.keys).filter((id) => keys.keys[id] === key);
  if (names.length + parked.length === 0) return null;
  const owners = config.providers.filter(
    ({ credential }) => credential.kind === "stored" && names.some((name) => name === credential.entry),
  );
  return [...owners.map(({ id }) => id), ...parked];
}

function rememberedOwner({ remembered, fingerprint }: AuthSituation, key: string): string | null {
  const memory = remembered.owner;
  if (memory === null || !isJsonObject(memory)) return null;
  const { owner } = memory;
  return typeof owner === "string" && memory["fingerprint"] === fingerprint(key) ? owner : null;
}

function currentOwner({ data, config: { current, unmarked } }: AuthSituation): Owners {
  return unmarked === null && usesKey(current, data ?? {})
    ? { ids: [currentId(current)], by: "used" }
    : { ids: [], by: "unknown" };
}

// An id without a table is a provider that was removed: better its key than another's. A shared one stood for any.
function usesKey(current: Current, data: JsonObject): boolean {
  if (current.kind === "official") return true;
  if (current.kind === "other") return ![...BUILT_IN_IDS, ...SHARED_IDS].includes(current.id);
  return current.provider.credential.kind === "stored" && sent(data) === "key";
}
