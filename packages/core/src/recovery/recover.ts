import { clearLocks } from "../apply/tool-locks.ts";
import type { Disk } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import type { Recovery } from "../events.ts";
import { isInOrder } from "../journal/check-order.ts";
import { journalFile, openJournal } from "../journal/journal.ts";
import { readJournal } from "../journal/read-journal.ts";
import type { JournalRecord } from "../journal/record.ts";
import { isDamaged, unreadableJournal } from "../journal/unreadable-journal.ts";
import type { StateLayout } from "../state/layout.ts";
import { closeOperation } from "./close-operation.ts";
import { endBatch } from "./end-batch.ts";
import { directoryOf, type Ended, pick, type Recovering } from "./recovering.ts";
import { rollBack } from "./roll-back.ts";

export interface RecoverTerms {
  readonly disk: Disk;
  readonly layout: StateLayout;
  /** As of `RecoverOptions`. */
  readonly abandon: boolean;
}

/**
 * Ends an interrupted operation: before its `committed` record it is rolled back, after it each unit of the batch in flight
 * is taken back, or completed where only that keeps it whole.
 *
 * The caller holds the locks of all its homes. Safe to be killed in, and to be called again.
 * @throws SwitchError `unfinished`, naming the files that could not be taken back; `journal-unreadable`.
 */
export async function recover(terms: RecoverTerms, id: string): Promise<Recovery> {
  const { disk, layout } = terms;
  const directory = directoryOf({ layout, id });
  const records = await readRecords(terms, directory);
  await clearLocks(disk, pick(records ?? [], "begin")?.locks ?? []);
  const ended = records === null ? giveUp(directory) : await end({ ...terms, id, records });
  if (pick(records ?? [], "end") === undefined) await writeEnd(terms, directory, ended);
  const keeps = pick(records ?? [], "begin")?.keeps;
  if (keeps === "plain" || ended.outcome.state === "rolled-back") await openJournal(disk, directory).unseal();
  await closeOperation(disk, layout, id);
  return { operation: id, state: ended.outcome.state, foreign: ended.foreign };
}

/**
 * `null` when the journal is given up: it is abandoned, or there is no whole record in it. A folder is only ever seen with one,
 * so then the disk has lost it, and there is nothing that a later try could go by.
 */
async function readRecords(
  { disk, abandon }: RecoverTerms,
  directory: string,
): Promise<readonly JournalRecord[] | null> {
  try {
    const records = await readJournal(disk, directory);
    if (records.length === 0) return null;
    if (!isInOrder(records)) throw unreadableJournal(journalFile(directory));
    return records;
  } catch (error) {
    const unreadable = readError(error, directory);
    if (abandon && isDamaged(unreadable)) return null;
    throw unreadable;
  }
}

function readError(error: unknown, directory: string): unknown {
  return systemCode(error) === null ? error : unreadableJournal(journalFile(directory), { cause: error });
}

function giveUp(directory: string): Ended {
  const outcome = { state: "abandoned", applied: 0, skipped: 0, edits: {} } as const;
  return { outcome, foreign: [journalFile(directory)] };
}

/** Sealed sides stay until the `end` record is there: a recovery that is killed needs them again. */
async function end(recovering: Recovering): Promise<Ended> {
  const done = pick(recovering.records, "end");
  if (done !== undefined) return { outcome: done.outcome, foreign: [] };
  const isCommitted = pick(recovering.records, "committed") !== undefined;
  return isCommitted ? endBatch(recovering) : rollBack(recovering);
}

/** A record that is abandoned need not take another line. */
async function writeEnd(
  { disk, abandon }: RecoverTerms,
  directory: string,
  { outcome }: Ended,
): Promise<void> {
  try {
    await openJournal(disk, directory).write({ type: "end", outcome, skipped: [] });
  } catch (error) {
    if (!abandon || outcome.state !== "abandoned" || systemCode(error) === null) throw error;
  }
}
