import type { Json } from "@zcf/contract";
import { isJournalRecord, newerVersion } from "./check-record.ts";
import { decode } from "./codec.ts";
import type { JournalRecord } from "./record.ts";
import { unreadableJournal } from "./unreadable-journal.ts";

/** A record out of a whole line. Throws `journal-unreadable` for anything else, and for a record of a newer zcf. */
export function parseRecord(line: Json, file: string): JournalRecord {
  const version = newerVersion(line);
  if (version !== null) throw unreadableJournal(file, { version });
  const record = decoded(line, file);
  if (!isJournalRecord(record)) throw unreadableJournal(file);
  return record;
}

function decoded(line: Json, file: string): unknown {
  try {
    return decode(line);
  } catch (cause) {
    throw unreadableJournal(file, { cause });
  }
}
