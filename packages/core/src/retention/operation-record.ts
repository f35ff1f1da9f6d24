import { join } from "node:path";
import { readManifest } from "../backup/manifest.ts";
import type { DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import type { HistoryEntry } from "../history/history.ts";
import { journalFile, KEPT, sealedFile } from "../journal/journal.ts";
import { type JournalEnds, readJournalEnds } from "../journal/journal-ends.ts";
import { isUnreadable } from "../journal/unreadable-journal.ts";
import type { StateLayout } from "../state/layout.ts";

/** An operation that is over, and what is kept of the state before it. */
export interface OperationRecord extends HistoryEntry {
  /** What its record and its copies hold. */
  readonly bytes: number;
  /** Whether files can be put back as they were before it: the sealed sides are kept, or the copies are whole. */
  readonly restorable: boolean;
}

/** The newest first. What is no record that we can read, or vanishes meanwhile, is left out, as the history does. */
export async function readRecords(
  disk: DiskReader,
  layout: StateLayout,
): Promise<readonly OperationRecord[]> {
  const found: OperationRecord[] = [];
  for (const id of (await disk.names(layout.done)).toReversed()) {
    const record = await readRecord(disk, layout, id).catch(asNone);
    if (record !== null) found.push(record);
  }
  return found;
}

function asNone(error: unknown): null {
  if (isUnreadable(error) || systemCode(error) !== null) return null;
  throw error;
}

async function readRecord(
  disk: DiskReader,
  layout: StateLayout,
  id: string,
): Promise<OperationRecord | null> {
  const directory = join(layout.done, id);
  const journal = await disk.stat(journalFile(directory));
  const ends = journal === null ? null : await readJournalEnds(disk, directory, journal.size);
  if (ends === null) return null;
  const root = join(layout.backups, id);
  const isKept =
    (await disk.stat(sealedFile(directory))) !== null || (await readManifest(disk, root)) !== null;
  return {
    ...entryOf(id, ends),
    bytes: await bytesOf(disk, directory, root),
    restorable: ends.end.outcome.state !== "rolled-back" && isKept,
  };
}

function entryOf(id: string, { begin, end }: JournalEnds): HistoryEntry {
  const { time, purpose, stores, backup } = begin;
  return { id, time, purpose, stores, backup, outcome: end.outcome };
}

/** What a record holds, with its copies if it may have some. */
export async function bytesOf(disk: DiskReader, directory: string, backup: string | null): Promise<number> {
  const journal = await disk.stat(journalFile(directory));
  const sealed = await disk.stat(sealedFile(directory));
  const kept = await disk.treeSize(join(directory, KEPT));
  const copies = backup === null ? 0 : await copiedBytes(disk, backup);
  return (journal?.size ?? 0) + (sealed?.size ?? 0) + (kept?.bytes ?? 0) + copies;
}

/** A whole backup says what it holds, so that nobody has to walk through it each time. */
async function copiedBytes(disk: DiskReader, root: string): Promise<number> {
  if ((await disk.stat(root)) === null) return 0;
  const manifest = await readManifest(disk, root);
  return manifest?.bytes ?? (await disk.treeSize(root))?.bytes ?? 0;
}
