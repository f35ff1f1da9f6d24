import { join } from "node:path";
import { isSwitchError } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { journalFile } from "../journal/journal.ts";
import { readJournalEnds } from "../journal/journal-ends.ts";
import type { Outcome, Purpose, StoreNote } from "../journal/record.ts";
import { isUnreadable } from "../journal/unreadable-journal.ts";
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

/**
 * What becomes of a record that cannot be read: lists go on without it; who is after the newest operation has to know of
 * each, or would take an older one for it. A folder that holds no record is left out either way.
 */
export type Unreadable = "skip" | "throw";

/**
 * The newest first, read one by one, of each only its two ends.
 *
 * @throws with `throw`: SwitchError `journal-unreadable` for a record of a newer zcf, the system's own errors.
 */
export async function* readHistory(
  disk: DiskReader,
  layout: StateLayout,
  unreadable: Unreadable = "skip",
): AsyncIterable<HistoryEntry> {
  for (const id of (await disk.names(layout.done)).toReversed()) {
    const entry = await readEntry(disk, layout, id).catch((error: unknown) => {
      if (unreadable === "skip" ? isKnown(error) : isNothing(error)) return null;
      throw error;
    });
    if (entry !== null) yield entry;
  }
}

/** Where the newest standing operation on a store came from. */
export async function previousTarget(
  disk: DiskReader,
  layout: StateLayout,
  adapter: string,
  home: string,
): Promise<string | null> {
  for await (const { stores, outcome } of readHistory(disk, layout, "throw")) {
    if (outcome.state === "rolled-back" || outcome.state === "abandoned") continue;
    const note = stores.find((store) => store.adapter === adapter && store.home === home);
    const isSwitch = note !== undefined && note.to !== null && note.to !== note.from;
    if (isSwitch && note.from !== null) return note.from;
  }
  return null;
}

async function readEntry(disk: DiskReader, layout: StateLayout, id: string): Promise<HistoryEntry | null> {
  const directory = join(layout.done, id);
  const journal = await disk.stat(journalFile(directory));
  const ends = journal === null ? null : await readJournalEnds(disk, directory, journal.size);
  if (ends === null) return null;
  const { time, purpose, stores, backup } = ends.begin;
  return { id, time, purpose, stores, backup, outcome: ends.end.outcome };
}

function isKnown(error: unknown): boolean {
  return isSwitchError(error) || systemCode(error) !== null;
}

/** Damaged, or no journal at all: nothing that an undo could take back, or that zcf ever put there. */
function isNothing(error: unknown): boolean {
  if (isUnreadable(error)) return !("version" in error.params);
  return NOT_A_RECORD.has(systemCode(error) ?? "");
}

const NOT_A_RECORD: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);
