import { join } from "node:path";
import type { DiskReader } from "../disk/disk.ts";
import { orMissing } from "../disk/system-error.ts";
import { journalFile } from "../journal/journal.ts";
import { firstLine } from "../journal/journal-ends.ts";
import { isRecord } from "../journal/shape.ts";
import type { StateLayout } from "../state/layout.ts";

/** Sorts before every id: nothing is older. */
const ANY = "";

/** What operations that are not over take back, or put back from; anything, where one of them does not say. */
export async function takenBackNow(disk: DiskReader, layout: StateLayout): Promise<readonly string[]> {
  const found: string[] = [];
  for (const id of await disk.names(layout.pending)) {
    const of = await takenBackBy(disk, join(layout.pending, id));
    if (of !== null) found.push(of);
  }
  return found;
}

async function takenBackBy(disk: DiskReader, directory: string): Promise<string | null> {
  const journal = await disk.stat(journalFile(directory));
  const begin = journal === null ? null : await orMissing(firstLine(disk, directory, journal.size));
  // Not begun, or over by now.
  if (begin === null) return null;
  const purpose = isRecord(begin) ? begin["purpose"] : undefined;
  if (!isRecord(purpose)) return ANY;
  const { of } = purpose;
  return typeof of === "string" ? of : null;
}
