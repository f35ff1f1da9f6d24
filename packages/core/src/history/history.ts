import { join } from "node:path";
import type { DiskReader } from "../disk/disk.ts";
import { readJournal } from "../journal/journal.ts";
import type { Outcome, Purpose, StoreNote } from "../journal/record.ts";
import type { StateLayout } from "../state/layout.ts";

/** An operation that is over. */
export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly purpose: Purpose;
  readonly stores: readonly StoreNote[];
  readonly backup: string;
  readonly outcome: Outcome;
}

/** The newest first, read one by one. A folder without a whole record is left out. */
export async function* readHistory(disk: DiskReader, layout: StateLayout): AsyncIterable<HistoryEntry> {
  for (const id of (await disk.names(layout.done)).toReversed()) {
    const records = await readJournal(disk, join(layout.done, id));
    const begin = records.find((record) => record.type === "begin");
    const end = records.find((record) => record.type === "end");
    if (begin === undefined || end === undefined) continue;
    const { time, purpose, stores, backup } = begin;
    yield { id, time, purpose, stores, backup, outcome: end.outcome };
  }
}

/** Where the newest standing operation on a store came from. */
export async function previousTarget(
  disk: DiskReader,
  layout: StateLayout,
  adapter: string,
  home: string,
): Promise<string | null> {
  for await (const { stores, outcome } of readHistory(disk, layout)) {
    if (outcome.state === "rolled-back") continue;
    const note = stores.find((store) => store.adapter === adapter && store.home === home);
    const isSwitch = note !== undefined && note.to !== null && note.to !== note.from;
    if (isSwitch && note.from !== null) return note.from;
  }
  return null;
}
