import type { Memory, Store, View } from "@zcf/contract";
import { placesOf } from "../places.ts";
import { type Delivery, deliveriesOf, sentTo } from "./deliveries.ts";
import { readUse } from "./read-use.ts";

/**
 * What each server was given until now, for the ledger (fingerprints of key and server together): an undo may bring back one
 * of the two, long after the other was changed.
 */
export async function rememberGiven(store: Store, view: View): Promise<readonly Memory[]> {
  const use = await readUse(view, placesOf(store, view));
  const keys = use === null ? [] : deliveriesOf(use).map((one) => keyOf(view, one));
  return [...new Set(keys)].map((key) => ({ key, value: true, write: "first" }));
}

/** Whether a server was given this before. */
export async function wasGiven(view: View, delivery: Delivery): Promise<boolean> {
  return (await view.recall(keyOf(view, delivery))) !== null;
}

/** 64 bits tell credentials apart, and are of no use to find one. */
function keyOf(view: View, delivery: Delivery): string {
  return `given/${view.digest(new TextEncoder().encode(sentTo(delivery))).slice(0, 16)}`;
}
