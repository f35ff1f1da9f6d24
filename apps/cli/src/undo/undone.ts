import type { HistoryEntry, Operation, Purpose, Switcher } from "@zcf/core";

/** What an undo is about, as somebody remembers it. */
export interface Undone {
  /** `redo`: it takes back an undo, so that what this had taken back is done again. */
  readonly way: "undo" | "redo";
  /** The operation that is undone, or done again. */
  readonly entry: HistoryEntry;
  /** The groups that go back; `null` for all. */
  readonly only: readonly string[] | null;
}

/** The id of the operation that was taken back; `null` for what is no undo. */
export function undoneIn({ goal, of, backup }: Purpose): string | null {
  return goal === "revert" && backup !== true ? (of ?? null) : null;
}

/** Goes back through undos of undos to what they were about, as far as the history goes. `null` for what is no undo. */
export async function findUndone(
  switcher: Switcher,
  { purpose, request }: Operation,
): Promise<Undone | null> {
  let wanted = undoneIn(purpose);
  let found: Undone | null = null;
  let way: Undone["way"] = "undo";
  if (wanted === null) return null;
  const only = ("undo" in request ? request.only : undefined) ?? null;
  for await (const entry of switcher.history()) {
    if (entry.id !== wanted) continue;
    found = { way, entry, only };
    way = way === "undo" ? "redo" : "undo";
    wanted = undoneIn(entry.purpose);
    if (wanted === null) break;
  }
  return found;
}
