import type { Json } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { orMissing } from "../disk/system-error.ts";
import { fromLines } from "../state/ndjson.ts";
import { newerVersion } from "./check-record.ts";
import { decode } from "./codec.ts";
import { journalFile, type Sealed, sealedFile } from "./journal.ts";
import { parseRecord } from "./parse-record.ts";
import type { JournalRecord } from "./record.ts";
import { isRecord } from "./shape.ts";
import { unreadableJournal } from "./unreadable-journal.ts";

/**
 * Every whole record, in order; sealed sides are put back where the sealed file still is, else they have no hunks.
 *
 * A line that is no JSON was torn off by a crash, and nothing came of it.
 *
 * @throws SwitchError `journal-unreadable` for a line that is JSON and no record, and for one of a newer zcf.
 */
export async function readJournal(disk: DiskReader, directory: string): Promise<readonly JournalRecord[]> {
  const file = journalFile(directory);
  const records = (await readLines(disk, file)).map((line) => parseRecord(line, file));
  const sealed = await readSealed(disk, directory);
  return records.map((record) => withSealed(record, sealed));
}

/** Bytes that are read at once: a file of 2 GB cannot be. */
const PIECE = 16 * 2 ** 20;

/** None where the file is missing. */
async function readLines(disk: DiskReader, file: string): Promise<readonly Json[]> {
  const lines: Json[] = [];
  let rest: Uint8Array = new Uint8Array();
  for (let offset = 0; ; offset += PIECE) {
    const piece = (await orMissing(disk.read(file, { offset, length: PIECE }))) ?? new Uint8Array();
    const content = Buffer.concat([rest, piece]);
    const isLast = piece.length < PIECE;
    const end = isLast ? content.length : content.lastIndexOf(0x0a) + 1;
    lines.push(...fromLines(content.subarray(0, end)));
    if (isLast) return lines;
    rest = content.subarray(end);
  }
}

async function readSealed(disk: DiskReader, directory: string): Promise<readonly Sealed[] | null> {
  const file = sealedFile(directory);
  // Read without a look before: an operation of another home may end, and drop it, at any moment.
  const content = await orMissing(disk.read(file));
  const [line] = content === null ? [] : fromLines(content);
  // Torn: the record that would need it was not written either.
  if (line === undefined) return null;
  const version = newerVersion(line);
  if (version !== null) throw unreadableJournal(file, { version });
  const sealed = decode(line);
  return isRecord(sealed) && Array.isArray(sealed["steps"]) ? (sealed["steps"] as readonly Sealed[]) : null;
}

function withSealed(record: JournalRecord, sealed: readonly Sealed[] | null): JournalRecord {
  // One of another record says nothing of this one.
  if (record.type !== "required" || sealed?.length !== record.steps.length) return record;
  return { ...record, steps: record.steps.map((step, index) => ({ ...step, ...sealed[index] })) };
}
