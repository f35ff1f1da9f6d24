import type { Skipped } from "@zcf/contract";
import type { Disk, UnitRows } from "../disk/disk.ts";
import { unfinished } from "../errors.ts";
import { journalFile } from "../journal/journal.ts";
import type { FileStep, UnitStep } from "../journal/step.ts";
import { skipUnit } from "../subjects.ts";
import { type BatchStage, eachFree, eachReady, type Ready } from "./ready.ts";
import { filesOf } from "./required.ts";
import { restoreUnit } from "./restore-unit.ts";
import { skipFor } from "./skip-for.ts";
import { requireBefore } from "./steps.ts";
import { beginRound } from "./tool-locks.ts";
import { flush, stage, swap, toFlushAfterSwap, toFlushBeforeSwap, verifyStep } from "./write-step.ts";

export interface BatchResult {
  readonly applied: readonly string[];
  readonly skipped: readonly Skipped[];
}

/**
 * Applies one batch of optional units: each wholly or not at all, and a failing one does not stop the others.
 *
 * @throws SwitchError `unfinished` when a failed unit could not be taken back, the system's error when the journal
 * could not be written (nothing of the batch was begun then).
 */
export async function applyBatch(batch: BatchStage): Promise<BatchResult> {
  const skipped: Skipped[] = [];
  const free = await eachFree(batch, skipped);
  const locks = await beginRound(
    batch.disk,
    free.map((unit) => unit.locks),
  );
  try {
    const ready = await eachReady(batch, free, { skipped, locks });
    const applied = ready.length === 0 ? [] : await writeBatch(batch, ready, skipped);
    return { applied, skipped };
  } finally {
    await locks.release();
  }
}

async function writeBatch(
  batch: BatchStage,
  ready: readonly Ready[],
  skipped: Skipped[],
): Promise<readonly string[]> {
  const { journal, number, store } = batch;
  await batch.remember(ready.flatMap(({ unit }) => unit.remember));
  await journal.write({ type: "batch", number, store, units: ready.map(({ step }) => step) });
  try {
    const applied = await writeAll(batch, ready, skipped);
    await journal.write({ type: "batch-done", number, applied });
    return applied;
  } catch (error) {
    for (const { step } of ready) await takeBack(batch, step);
    throw error;
  }
}

async function writeAll(
  batch: BatchStage,
  ready: readonly Ready[],
  skipped: Skipped[],
): Promise<readonly string[]> {
  // Staged first, all of them: from the first rename to the rows, files and the offsets stored of them disagree.
  const staged = await eachUnit(batch, ready, { skipped, write: stageFiles });
  await flush(batch.disk, toFlushBeforeSwap(stepsOf(staged)));
  if (stepsOf(ready).some(isStaged))
    await batch.journal.write({ type: "batch-staged", number: batch.number });
  const written = await eachUnit(batch, staged, { skipped, write: swapFiles });
  await flush(batch.disk, toFlushAfterSwap(stepsOf(written)));
  return writeRows(batch, written, skipped);
}

interface Attempt {
  readonly skipped: Skipped[];
  readonly write: (disk: Disk, step: UnitStep) => Promise<void>;
}

/** Those whose writes worked; another is taken back and named. */
async function eachUnit(
  batch: BatchStage,
  ready: readonly Ready[],
  { skipped, write }: Attempt,
): Promise<readonly Ready[]> {
  const written: Ready[] = [];
  for (const item of ready) {
    const failure = await attempt(batch, item, () => write(batch.disk, item.step));
    if (failure === null) written.push(item);
    else skipped.push(...failure);
  }
  return written;
}

async function stageFiles(disk: Disk, { files }: UnitStep): Promise<void> {
  for (const file of files) await stage(disk, file);
}

async function swapFiles(disk: Disk, { files }: UnitStep): Promise<void> {
  for (const file of files) {
    if (file.whole) await requireBefore(disk, file);
    await swap(disk, file);
    await verifyStep(disk, file);
  }
}

/** One transaction for each database; a unit that one of them refuses is taken back everywhere. */
async function writeRows(
  batch: BatchStage,
  written: readonly Ready[],
  skipped: Skipped[],
): Promise<readonly string[]> {
  const failed = new Set<string>();
  for (const [database, units] of rowsByDatabase(written)) {
    const pending = units.filter(({ unit }) => !failed.has(unit));
    for (const refusal of await batch.disk.changeRows(database, pending)) {
      const item = written.find(({ unit }) => unit.id === refusal.unit);
      if (item === undefined || failed.has(refusal.unit)) continue;
      failed.add(refusal.unit);
      await takeBack(batch, item.step);
      skipped.push(
        ...skipUnit(item.unit, `rows-${refusal.code}`, { file: database, reason: refusal.reason }),
      );
    }
  }
  return written.map(({ unit }) => unit.id).filter((id) => !failed.has(id));
}

/** Runs one unit's writes; when they fail, the unit is taken back and named. */
async function attempt(
  batch: BatchStage,
  item: Ready,
  write: () => Promise<void>,
): Promise<readonly Skipped[] | null> {
  try {
    await write();
    return null;
  } catch (error) {
    await takeBack(batch, item.step);
    return skipFor(item.unit, error);
  }
}

/**
 * What somebody else has changed since is left alone: there is nothing of ours in it. Throws `unfinished` when the disk
 * does not let us take the rest back.
 */
async function takeBack({ disk, journal, operation }: BatchStage, step: UnitStep): Promise<void> {
  try {
    await restoreUnit(disk, step);
  } catch (cause) {
    throw unfinished(filesOf(step.files), { operation, journal: journalFile(journal.directory), cause });
  }
}

function rowsByDatabase(written: readonly Ready[]): ReadonlyMap<string, readonly UnitRows[]> {
  const found = new Map<string, UnitRows[]>();
  for (const { step } of written) {
    for (const { database, ...rows } of step.rows) {
      const units = found.get(database) ?? [];
      units.push({ unit: step.id, ...rows });
      found.set(database, units);
    }
  }
  return found;
}

/** Whether a copy of the file is made beside it. */
export function isStaged({ staged }: FileStep): boolean {
  return staged !== null;
}

function stepsOf(units: readonly Ready[]): readonly FileStep[] {
  return units.flatMap(({ step }) => step.files);
}
