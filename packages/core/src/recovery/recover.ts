import { join } from "node:path";
import { type Lock, SwitchError } from "@zcf/contract";
import { isStaged } from "../apply/batch.ts";
import { type EndedUnit, endUnit } from "../apply/end-unit.ts";
import { filesOf, restoreSteps } from "../apply/required.ts";
import { sweepStaged } from "../apply/restore-file.ts";
import { requireLocks } from "../apply/tool-locks.ts";
import type { Disk } from "../disk/disk.ts";
import { unfinished } from "../errors.ts";
import type { Recovery } from "../events.ts";
import { countEdits } from "../journal/count-edits.ts";
import { DRAFT, type Journal, openJournal, readJournal } from "../journal/journal.ts";
import type { JournalRecord, Outcome } from "../journal/record.ts";
import type { FileStep, UnitStep } from "../journal/step.ts";
import { DIRECTORY_MODE, type StateLayout } from "../state/layout.ts";

/**
 * Ends an interrupted operation: before its `committed` record it is rolled back, after it each unit of the batch in flight
 * is taken back, or completed where only that keeps it whole.
 *
 * The caller holds the locks of all its homes. Safe to be killed in, and to be called again.
 * @throws SwitchError `unfinished`, naming the files that could not be taken back.
 */
export async function recover(disk: Disk, layout: StateLayout, id: string): Promise<Recovery> {
  const directory = join(layout.pending, id);
  const records = await readJournal(disk, directory);
  const done = pick(records, "end");
  const ended =
    done === undefined ? await end(disk, layout, id, records) : { outcome: done.outcome, foreign: [] };
  const keeps = pick(records, "begin")?.keeps;
  if (keeps === "plain" || ended.outcome.state === "rolled-back") await openJournal(disk, directory).unseal();
  await closeOperation(disk, layout, id);
  return { operation: id, state: ended.outcome.state, foreign: ended.foreign };
}

/** Sealed sides stay until the `end` record is there: a recovery that is killed needs them again. */
async function end(
  disk: Disk,
  layout: StateLayout,
  id: string,
  records: readonly JournalRecord[],
): Promise<Ended> {
  const ended = isCommitted(records)
    ? await endBatch(disk, openJournal(disk, join(layout.pending, id)), records)
    : await rollBack(disk, layout, id, records);
  await openJournal(disk, join(layout.pending, id)).write({
    type: "end",
    outcome: ended.outcome,
    skipped: [],
  });
  return ended;
}

/** Removes what processes left that died before their operation began. */
export async function sweepDrafts(disk: Disk, layout: StateLayout): Promise<void> {
  for (const name of await disk.names(layout.pending)) {
    const pid = Number(name.split(".").at(-2));
    const left = name.endsWith(DRAFT) && !(await disk.alive({ pid, host: disk.self.host, started: null }));
    if (left) await disk.removeTree(join(layout.pending, name));
  }
}

/** Moves an operation that has its `end` to the history. */
export async function closeOperation(disk: Disk, layout: StateLayout, id: string): Promise<void> {
  await disk.makeDirectory(layout.done, DIRECTORY_MODE);
  await disk.rename(join(layout.pending, id), join(layout.done, id));
}

interface Ended {
  readonly outcome: Outcome;
  readonly foreign: readonly string[];
}

async function rollBack(
  disk: Disk,
  layout: StateLayout,
  id: string,
  records: readonly JournalRecord[],
): Promise<Ended> {
  const required = pick(records, "required");
  if (required !== undefined && pick(records, "staged") === undefined) {
    for (const step of required.steps) await sweepStaged(disk, step);
  } else if (required !== undefined) {
    requireSides(required.steps, join(layout.pending, id));
    await underLocks(disk, required.locks, async () => {
      const stuck = await restoreSteps(disk, required.steps);
      if (stuck.length > 0) throw unfinished(filesOf(stuck), { operation: id });
    });
  }
  await disk.removeTree(join(layout.backups, id));
  return { outcome: { state: "rolled-back", applied: 0, skipped: 0, edits: {} }, foreign: [] };
}

/** Sealed sides are written before the record that needs them, so they are only gone if somebody removed them. */
function requireSides(steps: readonly FileStep[], directory: string): void {
  if (steps.every(({ hunks }) => hunks.length > 0)) return;
  const params = { file: directory };
  throw new SwitchError({ kind: "unfinished", code: "journal-unreadable", disk: "unfinished", params });
}

/** What recovery completes counts as done, so that an undo takes it back as well. */
async function endBatch(disk: Disk, journal: Journal, records: readonly JournalRecord[]): Promise<Ended> {
  const foreign: string[] = [];
  const completed: string[] = [];
  for (const batch of inFlight(records)) {
    const end = isTouched(records, batch) ? endUnit : sweepUnit;
    for (const unit of batch.units) {
      const ended = await underLocks(disk, unit.locks, () => end(disk, unit));
      foreign.push(...ended.foreign.map(({ file }) => file));
      if (ended.applied) completed.push(unit.id);
    }
    await journal.write({ type: "batch-done", number: batch.number, applied: completed });
  }
  return { outcome: interrupted(records, completed), foreign };
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
function inFlight(records: readonly JournalRecord[]): readonly OfType<"batch">[] {
  const batch = records.findLast((record) => record.type === "batch");
  const isDone = records.some((record) => record.type === "batch-done" && record.number === batch?.number);
  return batch === undefined || isDone ? [] : [batch];
}

/** A batch that stages copies says when it is done with that; before, no target was touched. */
function isTouched(records: readonly JournalRecord[], { number, units }: OfType<"batch">): boolean {
  if (!units.some(({ files }) => files.some(isStaged))) return true;
  return records.some((record) => record.type === "batch-staged" && record.number === number);
}

async function sweepUnit(disk: Disk, { files }: UnitStep): Promise<EndedUnit> {
  for (const step of files) await sweepStaged(disk, step);
  return { applied: false, foreign: [] };
}

async function underLocks<T>(disk: Disk, locks: readonly Lock[], act: () => Promise<T>): Promise<T> {
  const held = await requireLocks(disk, locks);
  try {
    return await act();
  } finally {
    await held.release();
  }
}

function isCommitted(records: readonly JournalRecord[]): boolean {
  return records.some(({ type }) => type === "committed");
}

type OfType<T extends JournalRecord["type"]> = Extract<JournalRecord, { readonly type: T }>;

function pick<T extends JournalRecord["type"]>(
  records: readonly JournalRecord[],
  type: T,
): OfType<T> | undefined {
  return records.find((record): record is OfType<T> => record.type === type);
}
