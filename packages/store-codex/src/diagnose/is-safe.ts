import { KEY, keyOf } from "../auth/credential.ts";
import { isRememberedAccount, mayServe, ownersOfKey } from "../auth/owners.ts";
import { OFFICIAL } from "../config/config.ts";
import { officialServer } from "../given/deliveries.ts";
import type { Situation } from "../situation.ts";
import { type Delivery, deliveriesOf, ERAS } from "./deliveries.ts";

/** Whether no Codex will send a credential to a server that it was not given for, unless it does so today. */
export function isSafe(today: Situation, next: Situation): boolean {
  return ERAS.every((era) => {
    const known = deliveriesOf(today, era).map(textOf);
    return deliveriesOf(next, era).every((one) => known.includes(textOf(one)) || isGiven(today, next, one));
  });
}

function textOf({ server, credential, value }: Delivery): string {
  return JSON.stringify([server, credential, value]);
}

function isGiven(today: Situation, next: Situation, delivery: Delivery): boolean {
  const { provider, server, credential, value } = delivery;
  const isOfficial = server === null || server === officialServer(today.config);
  if (credential === "key") {
    const owners = ownersToday(today, value);
    if (isOfficial && owners.includes(OFFICIAL)) return true;
    return provider !== null && mayServe(today.auth, owners, provider);
  }
  if (isOfficial) return true;
  const about = { ...today.auth, data: next.auth.data };
  return credential === "account" && provider !== null && isRememberedAccount(about, provider);
}

/** A key that was not in use belongs to nobody for being in use. */
function ownersToday({ auth }: Situation, key: string): readonly string[] {
  const owners = ownersOfKey({ ...auth, data: { ...auth.data, [KEY]: key } });
  if (owners === null || (owners.by === "used" && keyOf(auth.data ?? {}) !== key)) return [];
  return owners.ids;
}
