import { KEY } from "../auth/credential.ts";

/** The entry of `auth.json` for a new provider, named as earlier zcf names it: `MY_GATEWAY_API_KEY`, else with a number. */
export function entryFor(id: string, taken: readonly string[]): string {
  const base = id.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
  const used = new Set([...taken, KEY]);
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? "" : `_${number}`}_API_KEY`;
    if (!used.has(name)) return name;
  }
}
