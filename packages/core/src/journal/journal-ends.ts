import type { Json } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { fromLines } from "../state/ndjson.ts";
import { journalFile } from "./journal.ts";
import { parseRecord } from "./parse-record.ts";
import type { JournalRecord, RecordOf } from "./record.ts";

/** What the journal of an operation that is over begins and ends with. */
export interface JournalEnds {
  readonly begin: RecordOf<"begin">;
  readonly end: RecordOf<"end">;
}

/** Bytes that are read at first; the journal of ten thousand sessions has tens of millions, and nobody asks for those in between. */
const PIECE = 4096;

/**
 * `null` where either is missing.
 *
 * @throws SwitchError `journal-unreadable`; the system's own error when there is no journal.
 */
export async function readJournalEnds(
  disk: DiskReader,
  directory: string,
  size: number,
): Promise<JournalEnds | null> {
  const begin = await firstRecord(disk, directory, size);
  if (begin?.type !== "begin") return null;
  const end = await lastRecord(disk, directory, size);
  return end?.type === "end" ? { begin, end } : null;
}

async function firstRecord(disk: DiskReader, directory: string, size: number): Promise<JournalRecord | null> {
  const line = await firstLine(disk, directory, size);
  return line === null ? null : parseRecord(line, journalFile(directory));
}

/** The first whole line as it stands, whatever it is; `null` where there is none. */
export async function firstLine(disk: DiskReader, directory: string, size: number): Promise<Json | null> {
  const file = journalFile(directory);
  return grow(size, async (length) => {
    const content = await disk.read(file, { offset: 0, length });
    return fromLines(wholeLines(content, length < size))[0] ?? null;
  });
}

async function lastRecord(disk: DiskReader, directory: string, size: number): Promise<JournalRecord | null> {
  const file = journalFile(directory);
  const line = await grow(size, async (length) => {
    const lines = fromLines(await disk.read(file, { offset: size - length, length }));
    return lines.at(-1) ?? null;
  });
  return line === null ? null : parseRecord(line, file);
}

/** Without the line that is cut off at the edge of what was read. */
function wholeLines(content: Uint8Array, isCut: boolean): Uint8Array {
  return isCut ? content.subarray(0, content.lastIndexOf(0x0a) + 1) : content;
}

async function grow<T>(size: number, look: (length: number) => Promise<T | null>): Promise<T | null> {
  for (let length = PIECE; ; length *= 4) {
    const found = await look(Math.min(length, size));
    if (found !== null || length >= size) return found;
  }
}
