import { ROUTER_PROFILE } from "../router.ts";
import { RESERVED_IDS } from "../target.ts";

/** Ids that are no profile's: the official service, and the router, whose profile upstream makes and removes by itself. */
export const UNMANAGED_IDS: readonly string[] = [...RESERVED_IDS, ROUTER_PROFILE];

/** The id that upstream makes of a name, each time it writes its file. */
export function idOfName(name: string): string {
  const id = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return id === "" ? "profile" : id;
}
