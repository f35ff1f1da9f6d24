import type { Memory } from "@zcf/contract";
import { DELIVERY_MEMORY } from "../auth/situation.ts";
import { deliveryOf } from "../revert/whose-credential.ts";
import type { Situation } from "../situation.ts";
import type { Settled } from "./settle.ts";

/** That a credential of `auth.json` went to its server before the change: an undo may bring that back. */
export function rememberDelivery(
  { config, auth }: Situation,
  { affectsCurrent }: Pick<Settled, "affectsCurrent">,
): readonly Memory[] {
  const delivery = affectsCurrent ? deliveryOf({ config, auth: auth.data ?? {} }) : null;
  if (delivery === null) return [];
  return [{ key: DELIVERY_MEMORY, value: auth.fingerprint(delivery), write: "replace" }];
}
