import type { Skipped, Unit } from "@zcf/contract";
import { admitUnit } from "../admit/admit.ts";
import { applyBatch, type BatchResult } from "../apply/batch.ts";
import { type Context, refreshMemo, remember, viewStore } from "../context.ts";
import { systemCode } from "../disk/system-error.ts";
import type { Journal } from "../journal/journal.ts";
import { skipUnit, subjectsOf } from "../subjects.ts";
import { editBytes } from "./edit-bytes.ts";
import { type StorePlan, unitCount } from "./operation.ts";

/** A batch is one journal record, one look at the processes, one flush and one transaction for each database. */
const BATCH_UNITS = 256;

/** Locks keep the tool out of what they guard until the batch is over, so there are fewer at a time. */
const BATCH_LOCKS = 64;

/** Both sides are one line of the journal, and a third longer there; a string holds 512 MB. */
const BATCH_BYTES = 32 * 2 ** 20;

export interface UnitsStage {
  readonly context: Context;
  readonly plan: StorePlan;
  /** Its place in the operation. */
  readonly store: number;
  readonly journal: Journal;
  readonly operation: string;
  /** Of the next batch; another one each time, also across the stores of the operation. */
  readonly nextNumber: () => number;
  readonly signal: AbortSignal | undefined;
}

export interface UnitsResult {
  readonly applied: Readonly<Record<string, number>>;
  readonly skipped: readonly Skipped[];
}

interface Tally {
  readonly applied: Record<string, number>;
  readonly skipped: Skipped[];
  done: number;
}

/** Applies the optional units of one store in batches; done batches stay, whatever happens later. */
export async function applyUnits(stage: UnitsStage): Promise<UnitsResult> {
  const tally: Tally = { applied: {}, skipped: [], done: 0 };
  let batch: Unit[] = [];
  for await (const item of stage.plan.plan.units()) {
    if (item.kind === "remark") continue;
    if (item.kind === "skipped") note(stage, tally, item);
    else if (stage.signal?.aborted === true) notReached(item).forEach((left) => note(stage, tally, left));
    else batch.push(item);
    if (!isFull(batch)) continue;
    await runBatch(stage, tally, batch);
    batch = [];
  }
  if (batch.length > 0) await runBatch(stage, tally, batch);
  return tally;
}

function isFull(batch: readonly Unit[]): boolean {
  const locks = batch.reduce((sum, unit) => sum + unit.locks.length, 0);
  const bytes = batch.reduce((sum, unit) => sum + editBytes(unit.edits), 0);
  return batch.length >= BATCH_UNITS || locks >= BATCH_LOCKS || bytes >= BATCH_BYTES;
}

async function runBatch(stage: UnitsStage, tally: Tally, units: readonly Unit[]): Promise<void> {
  const { context, plan } = stage;
  const result = await tryBatch(stage, units);
  const applied = new Set(result.applied);
  const done = units.filter(({ id }) => applied.has(id));
  for (const unit of done) count(stage, tally, unit);
  await refreshMemo(context, plan.store, done.flatMap(filesOf));
  for (const skipped of result.skipped) note(stage, tally, skipped);
  tally.done += units.flatMap(subjectsOf).length;
  context.report({
    type: "progress",
    tool: plan.adapter.id,
    done: tally.done,
    total: unitCount(plan.summary),
  });
  await context.disk.turn();
}

/** A batch whose journal or transaction failed as a whole was taken back, and each of its units says why. */
async function tryBatch(stage: UnitsStage, units: readonly Unit[]): Promise<BatchResult> {
  try {
    return await writeBatch(stage, units);
  } catch (error) {
    const system = systemCode(error);
    if (system === null) throw error;
    const file = error instanceof Error && "path" in error ? String(error.path) : stage.journal.directory;
    const params = { file, system };
    return { applied: [], skipped: units.flatMap((unit) => skipUnit(unit, "write-failed", params)) };
  }
}

async function writeBatch(stage: UnitsStage, units: readonly Unit[]): Promise<BatchResult> {
  const { context, plan, journal, operation } = stage;
  const { adapter, store } = plan;
  for (const unit of units) admitUnit(adapter, store, unit);
  return applyBatch({
    disk: context.disk,
    journal,
    operation,
    number: stage.nextNumber(),
    store: stage.store,
    units,
    view: await viewStore(context, store),
    remember: (memories) => remember(context, store, memories),
  });
}

function count({ context, plan }: UnitsStage, tally: Tally, unit: Unit): void {
  const { group } = unit;
  const subjects = subjectsOf(unit);
  tally.applied[group] = (tally.applied[group] ?? 0) + subjects.length;
  for (const subject of subjects) context.report({ type: "edit", tool: plan.adapter.id, group, subject });
}

function filesOf({ edits }: Unit): readonly string[] {
  return edits.flatMap((edit) => (edit.kind === "rows" ? [] : [edit.file]));
}

function note({ context, plan }: UnitsStage, tally: Tally, skipped: Skipped): void {
  tally.skipped.push(skipped);
  context.report({ type: "skipped", tool: plan.adapter.id, skipped });
}

function notReached(unit: Unit): readonly Skipped[] {
  return skipUnit(unit, "not-reached", {});
}
