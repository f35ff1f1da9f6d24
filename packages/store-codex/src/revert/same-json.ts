import type { Json } from "@zcf/contract";
import { isJsonObject } from "@zcf/formats";

/** Whether two values, or their absence, are the same; the order of keys does not matter. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(left, sorted) === JSON.stringify(right, sorted);
}

function sorted(_key: string, value: Json): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
