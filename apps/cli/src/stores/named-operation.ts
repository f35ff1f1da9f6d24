import type { HistoryEntry, StoreQuery, Switcher } from "@zcf/core";

/** An operation that somebody named, over or not. */
export type NamedOperation = Pick<HistoryEntry, "id" | "stores">;

/** `null` where none is meant; an id may be a short one. Throws `ambiguous` (usage). */
export async function namedOperation(
  switcher: Pick<Switcher, "history" | "unfinished">,
  written: string,
): Promise<NamedOperation | null> {
  const known: NamedOperation[] = [...(await switcher.unfinished())];
  for await (const entry of switcher.history()) known.push(entry);
  const { fullId } = await import("@zcf/core");
  const id = fullId(
    written,
    known.map((one) => one.id),
  );
  return known.find((one) => one.id === id) ?? null;
}

/** Where it wrote, each home alone. */
export function homesOf({ stores }: NamedOperation): readonly StoreQuery[] {
  return stores.map(({ adapter, home }) => ({ tools: [adapter], home }));
}
