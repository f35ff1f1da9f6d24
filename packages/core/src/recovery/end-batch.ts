import { isSwitchError } from "@zcf/contract";
import { isStaged } from "../apply/batch.ts";
import { type EndedUnit, endUnit } from "../apply/end-unit.ts";
import { sweepStaged } from "../apply/restore-file.ts";
import type { Disk } from "../disk/disk.ts";
import { countEdits } from "../journal/count-edits.ts";
import { openJournal } from "../journal/journal.ts";
import type { JournalRecord, Outcome, RecordOf } from "../journal/record.ts";
import type { UnitStep } from "../journal/step.ts";
import { directoryOf, type Ended, pick, type Recovering } from "./recovering.ts";
import { underLocks } from "./under-locks.ts";

/** Ends the batch in flight. What is completed counts as done, so that an undo takes it back as well. */
export async function endBatch(recovering: Recovering): Promise<Ended> {
  const { disk, records } = recovering;
  const journal = openJournal(disk, directoryOf(recovering));
  const foreign: string[] = [];
  const completed: string[] = [];
  for (const batch of inFlight(records)) {
    const end = isTouched(records, batch) ? endKnown : sweepUnit;
    for (const unit of batch.units) {
      const ended = await underLocks(disk, unit.locks, () => end(recovering, unit));
      foreign.push(...ended.foreign.map(({ file }) => file));
      if (ended.applied) completed.push(unit.id);
    }
    await journal.write({ type: "batch-done", number: batch.number, applied: completed });
  }
  return { outcome: interrupted(records, completed), foreign };
}

/** Who abandons what was changed since abandons a database that no longer is one, too. */
async function endKnown(recovering: Recovering, unit: UnitStep): Promise<EndedUnit> {
  try {
    return await endUnit(recovering.disk, unit);
  } catch (error) {
    const file = recovering.abandon ? brokenDatabase(error) : null;
    const rows = unit.rows.filter(({ database }) => database !== file);
    if (file === null || rows.length === unit.rows.length) throw error;
    const ended = await endKnown(recovering, { ...unit, rows });
    return { ...ended, foreign: [...ended.foreign, { unit: unit.id, file }] };
  }
}

/** `null` for one that is only busy: it can be ended when that is over. */
function brokenDatabase(error: unknown): string | null {
  if (!isSwitchError(error) || error.code !== "database") return null;
  const { file, reason } = error.params;
  return typeof file !== "string" || /locked|busy|readonly/i.test(String(reason)) ? null : file;
}

async function sweepUnit({ disk }: { readonly disk: Disk }, { files }: UnitStep): Promise<EndedUnit> {
  for (const step of files) await sweepStaged(disk, step);
  return { applied: false, foreign: [] };
}

function interrupted(records: readonly JournalRecord[], completed: readonly string[]): Outcome {
  const done = records.flatMap((record) => (record.type === "batch-done" ? record.applied : []));
  const names = new Set([...done, ...completed]);
  const units = records.flatMap((record) => (record.type === "batch" ? record.units : []));
  const counts = units.filter(({ id }) => names.has(id)).map((unit) => [unit.group, countOf(unit)] as const);
  const applied = counts.reduce((sum, [, count]) => sum + count, 0);
  const steps = pick(records, "required")?.steps ?? [];
  return { state: "interrupted", applied, skipped: 0, edits: countEdits(steps, counts) };
}

function countOf({ id, subjects = [id] }: UnitStep): number {
  return subjects.length;
}

/** The batch that was begun and not done: one at most. */
function inFlight(records: readonly JournalRecord[]): readonly RecordOf<"batch">[] {
  const batch = records.findLast((record) => record.type === "batch");
  const isDone = records.some((record) => record.type === "batch-done" && record.number === batch?.number);
  return batch === undefined || isDone ? [] : [batch];
}

/** A batch that stages copies says when it is done with that; before, no target was touched. */
function isTouched(records: readonly JournalRecord[], { number, units }: RecordOf<"batch">): boolean {
  if (!units.some(({ files }) => files.some(isStaged))) return true;
  return records.some((record) => record.type === "batch-staged" && record.number === number);
}
