import { join } from "node:path";
import { filesOf, restoreSteps, type Stuck } from "../apply/required.ts";
import { sweepStaged } from "../apply/restore-file.ts";
import { unfinished } from "../errors.ts";
import { journalFile } from "../journal/journal.ts";
import type { RecordOf } from "../journal/record.ts";
import { type FileStep, isModeAlone } from "../journal/step.ts";
import { unreadableJournal } from "../journal/unreadable-journal.ts";
import { directoryOf, type Ended, nameOf, pick, type Recovering } from "./recovering.ts";
import { underLocks } from "./under-locks.ts";

/** Takes the required files back. What is left of an operation that is abandoned stays with all that is known of it. */
export async function rollBack(recovering: Recovering): Promise<Ended> {
  const { disk, layout, id, records } = recovering;
  const required = pick(records, "required");
  const foreign = required === undefined ? [] : await takeBack(recovering, required);
  if (foreign.length === 0) await disk.removeTree(join(layout.backups, id));
  const state = foreign.length === 0 ? "rolled-back" : "abandoned";
  return { outcome: { state, applied: 0, skipped: 0, edits: {} }, foreign };
}

/** The files that were left alone. */
async function takeBack(
  recovering: Recovering,
  { steps, locks }: RecordOf<"required">,
): Promise<readonly string[]> {
  const { disk, records } = recovering;
  if (pick(records, "staged") === undefined) {
    for (const step of steps) await sweepStaged(disk, step);
    return [];
  }
  const lost = steps.filter(isLost);
  if (lost.length > 0 && !recovering.abandon) throw unreadableJournal(journalFile(directoryOf(recovering)));
  const known = steps.filter((step) => !isLost(step));
  const stuck = await underLocks(disk, locks, () => restoreSteps(disk, known));
  requireTakenBack(recovering, stuck);
  return filesOf([...lost, ...stuck.map(({ step }) => step)]);
}

/**
 * Sealed sides are written before the record that needs them, so they are only gone if somebody removed them. A step that
 * changes the mode alone has none.
 */
function isLost(step: FileStep): boolean {
  return step.hunks.length === 0 && !isModeAlone(step);
}

/** What the system does not let us write can be taken back later, so that nobody has to give it up. */
function requireTakenBack(recovering: Recovering, stuck: readonly Stuck[]): void {
  const failed = stuck.find(({ cause }) => cause !== null);
  if (stuck.length === 0 || (recovering.abandon && failed === undefined)) return;
  const files = filesOf(stuck.map(({ step }) => step));
  throw unfinished(files, { ...nameOf(recovering), cause: failed?.cause });
}
