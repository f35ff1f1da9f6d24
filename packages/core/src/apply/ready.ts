import { join } from "node:path";
import {
  type Edit,
  type FileEdit,
  type Memory,
  type Skipped,
  SwitchError,
  type Unit,
  type View,
} from "@zcf/contract";
import { digest } from "../bytes/digest.ts";
import type { Disk } from "../disk/disk.ts";
import { type Journal, KEPT } from "../journal/journal.ts";
import type { FileStep, RowsStep, UnitStep } from "../journal/step.ts";
import { DIRECTORY_MODE } from "../state/layout.ts";
import { replacedBy } from "../state/replaced.ts";
import { skipUnit } from "../subjects.ts";
import { skipFor } from "./skip-for.ts";
import { prepareStep } from "./steps.ts";
import type { LockRound } from "./tool-locks.ts";

export interface BatchStage {
  readonly disk: Disk;
  readonly journal: Journal;
  readonly operation: string;
  readonly number: number;
  /** Whose units these are, by its place in the operation. */
  readonly store: number;
  readonly units: readonly Unit[];
  /** A new one, so that holders are seen as they are now. */
  readonly view: View;
  readonly remember: (memories: readonly Memory[]) => Promise<void>;
}

/** A unit on its way through the batch. */
export interface Ready {
  readonly unit: Unit;
  readonly step: UnitStep;
}

/** The units whose files nobody holds. Whatever stands in the way of one, here and below, the others do not suffer for it. */
export async function eachFree(batch: BatchStage, skipped: Skipped[]): Promise<readonly Unit[]> {
  const free: Unit[] = [];
  for (const unit of batch.units) {
    const reasons = await skipIfHeld(batch, unit).catch((error: unknown) => skipFor(unit, error));
    if (reasons === null) free.push(unit);
    else skipped.push(...reasons);
  }
  return free;
}

async function skipIfHeld({ view }: BatchStage, unit: Unit): Promise<readonly Skipped[] | null> {
  for (const file of unit.exclusive) {
    const [holder] = await view.holders(file);
    if (holder !== undefined) return skipUnit(unit, "held", { file, pid: holder.pid ?? 0 });
  }
  return null;
}

export interface Making {
  readonly skipped: Skipped[];
  readonly locks: LockRound;
}

export async function eachReady(
  batch: BatchStage,
  units: readonly Unit[],
  { skipped, locks }: Making,
): Promise<readonly Ready[]> {
  const ready: Ready[] = [];
  for (const unit of units) {
    try {
      const refusal = await locks.hold(unit.locks);
      if (refusal === null) ready.push({ unit, step: await prepareUnit(batch, unit) });
      else skipped.push(...skipUnit(unit, `tool-lock-${refusal.reason}`, { file: refusal.file }));
    } catch (error) {
      skipped.push(...skipFor(unit, error));
    }
  }
  return ready;
}

async function prepareUnit(batch: BatchStage, unit: Unit): Promise<UnitStep> {
  const { disk, operation, view } = batch;
  if (!disk.can.sqlite && unit.edits.some((edit) => !isFileEdit(edit)))
    throw new SwitchError({ kind: "environment", code: "sqlite-unavailable" });
  const files: FileStep[] = [];
  for (const edit of unit.edits.filter(isFileEdit))
    files.push(await keepEncoded(batch, await prepareStep(disk, edit, operation)));
  const { id, group, locks, subjects } = unit;
  const ledger = await replacedBy(unit.remember, view);
  return {
    id,
    group,
    files,
    rows: unit.edits.flatMap(toRowsStep),
    locks,
    ...(subjects === undefined ? {} : { subjects }),
    ...(ledger.length === 0 ? {} : { ledger }),
  };
}

async function keepEncoded({ disk, journal }: BatchStage, step: FileStep): Promise<FileStep> {
  if (step.encoding === undefined) return step;
  const directory = join(journal.directory, KEPT);
  const kept = join(directory, digest(Buffer.from(step.target)).slice(0, 16));
  await disk.makeDirectory(directory, DIRECTORY_MODE);
  await disk.copyFile(step.target, kept);
  return { ...step, kept };
}

function isFileEdit(edit: Edit): edit is FileEdit {
  return edit.kind !== "rows";
}

function toRowsStep(edit: Edit): readonly RowsStep[] {
  if (edit.kind !== "rows") return [];
  const { database, table, changes, absent } = edit;
  return [absent === undefined ? { database, table, changes } : { database, table, changes, absent }];
}
