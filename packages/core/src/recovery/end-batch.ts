import { isSwitchError } from "@zcf/contract";
import { isStaged } from "../apply/batch.ts";
import { type EndedUnit, endUnit } from "../apply/end-unit.ts";
import { sweepStaged } from "../apply/restore-file.ts";
import type { Disk } from "../disk/disk.ts";
import { batchesIn, type RecordedBatch } from "../journal/batches.ts";
import { countEdits } from "../journal/count-edits.ts";
import { openJournal } from "../journal/journal.ts";
import type { Outcome } from "../journal/record.ts";
import type { UnitStep } from "../journal/step.ts";
import { directoryOf, type Ended, pick, type Recovering } from "./recovering.ts";
import { underLocks } from "./under-locks.ts";

/** Ends the batch in flight. What is completed counts as done, so that an undo takes it back as well. */
export async function endBatch(recovering: Recovering): Promise<Ended> {
  const { disk, records } = recovering;
  const batches = batchesIn(records);
  const last = batches.at(-1);
  if (last === undefined || last.applied !== null)
    return { outcome: interrupted(recovering, batches), foreign: [] };
  const { applied, foreign } = await endUnits(recovering, last);
  await openJournal(disk, directoryOf(recovering)).write({
    type: "batch-done",
    number: last.batch.number,
    applied,
  });
  const ended = [...batches.slice(0, -1), { ...last, applied: new Set(applied) }];
  return { outcome: interrupted(recovering, ended), foreign };
}

interface EndedUnits {
  /** The ids of those that were completed. */
  readonly applied: readonly string[];
  readonly foreign: readonly string[];
}

async function endUnits(recovering: Recovering, last: RecordedBatch): Promise<EndedUnits> {
  const applied: string[] = [];
  const foreign: string[] = [];
  const end = isTouched(last) ? endKnown : sweepUnit;
  for (const unit of last.batch.units) {
    const ended = await underLocks(recovering.disk, unit.locks, () => end(recovering, unit));
    foreign.push(...ended.foreign.map(({ file }) => file));
    if (ended.applied) applied.push(unit.id);
  }
  return { applied, foreign };
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

function interrupted({ records }: Recovering, batches: readonly RecordedBatch[]): Outcome {
  const counts = batches.flatMap(({ batch: { units }, applied }) =>
    units.filter(({ id }) => applied?.has(id)).map((unit) => [unit.group, countOf(unit)] as const),
  );
  const applied = counts.reduce((sum, [, count]) => sum + count, 0);
  const steps = pick(records, "required")?.steps ?? [];
  return { state: "interrupted", applied, skipped: 0, edits: countEdits(steps, counts) };
}

function countOf({ id, subjects = [id] }: UnitStep): number {
  return subjects.length;
}

/** A batch that stages copies says when it is done with that; before, no target was touched. */
function isTouched({ batch, isStaged: hasStaged }: RecordedBatch): boolean {
  return hasStaged || !batch.units.some(({ files }) => files.some(isStaged));
}
