import type { HistoryEntry } from "@zcf/core";
import { undoneIn } from "../undo/undone.ts";

/** An entry of the history, and what became of it since. */
export interface PastOperation {
  readonly entry: HistoryEntry;
  /** Undos of it that stand, the newest first. One that was undone itself does not. */
  readonly undoneBy: readonly HistoryEntry[];
}

/** Entries in, the newest first, and each with the undos among those before it. */
export async function* pastOperations(history: AsyncIterable<HistoryEntry>): AsyncGenerator<PastOperation> {
  const undos = new Map<string, readonly HistoryEntry[]>();
  for await (const entry of history) {
    const undoneBy = undos.get(entry.id) ?? [];
    const of = undoneIn(entry.purpose);
    if (of !== null && stands(entry) && groupsLeft(entry, undoneBy).length > 0)
      undos.set(of, [...(undos.get(of) ?? []), entry]);
    yield { entry, undoneBy };
  }
}

/** The groups in which the operation still stands. */
export function groupsLeft({ outcome }: HistoryEntry, undoneBy: readonly HistoryEntry[]): readonly string[] {
  const back = new Set(undoneBy.flatMap((undo) => Object.keys(undo.outcome.edits)));
  return Object.keys(outcome.edits).filter((group) => !back.has(group));
}

function stands({ outcome }: HistoryEntry): boolean {
  return outcome.state !== "rolled-back";
}
