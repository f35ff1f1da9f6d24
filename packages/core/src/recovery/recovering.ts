import { join } from "node:path";
import type { Disk } from "../disk/disk.ts";
import { journalFile } from "../journal/journal.ts";
import type { JournalRecord, Outcome, RecordOf } from "../journal/record.ts";
import type { StateLayout } from "../state/layout.ts";

/** An operation that is being ended. */
export interface Recovering {
  readonly disk: Disk;
  readonly layout: StateLayout;
  readonly id: string;
  readonly records: readonly JournalRecord[];
  /** Leave what somebody else has changed since, and what no record tells how to take back, as it is. */
  readonly abandon: boolean;
}

export interface Ended {
  readonly outcome: Outcome;
  readonly foreign: readonly string[];
}

export function directoryOf({ layout, id }: Pick<Recovering, "layout" | "id">): string {
  return join(layout.pending, id);
}

/** What an error of recovery says it is about. */
export function nameOf(recovering: Pick<Recovering, "layout" | "id">): {
  readonly operation: string;
  readonly journal: string;
} {
  return { operation: recovering.id, journal: journalFile(directoryOf(recovering)) };
}

export function pick<T extends JournalRecord["type"]>(
  records: readonly JournalRecord[],
  type: T,
): RecordOf<T> | undefined {
  return records.find((record): record is RecordOf<T> => record.type === type);
}
