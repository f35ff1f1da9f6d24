import type { JsonObject } from "@zcf/formats";
import { KEY, keyOf, MODE } from "./credential.ts";
import type { Keys } from "./keys-file.ts";
import { ownersOfKey } from "./owners.ts";
import type { AuthSituation } from "./situation.ts";

/** The id under which a key waits that may be anybody's. */
export const UNKNOWN = "";

/** The keys file with the key in use added, under its owner, unless an entry keeps it already. */
export function parkKey(situation: AuthSituation, keys: Keys): Keys {
  const owners = ownersOfKey(situation);
  const key = keyOf(situation.data ?? {});
  if (key === null || owners === null || owners.by === "stored") return keys;
  return { ...keys, keys: { ...keys.keys, [owners.ids[0] ?? UNKNOWN]: key } };
}

/** The keys file without a target's key: it is in use again. */
export function unparkKey(keys: Keys, id: string): Keys {
  return { ...keys, keys: without(keys.keys, [id]) };
}

/** The entries of an `auth.json` that are not Codex's own: they must survive when the file goes. */
export function foreignEntries(data: JsonObject): JsonObject {
  return without(data, [KEY, MODE, "tokens", "last_refresh"]);
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  names: readonly string[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
