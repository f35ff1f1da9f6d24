import type { JournalRecord, RecordOf } from "./record.ts";

/** A batch with what the journal says of it later. */
export interface RecordedBatch {
  readonly batch: RecordOf<"batch">;
  /** Every copy that is to be renamed lies beside its target. */
  readonly isStaged: boolean;
  /** The ids of its units that were applied; `null` where it was not ended. */
  readonly applied: ReadonlySet<string> | null;
}

/** Every batch, in order. One ends before the next begins, so that a record belongs to the last batch before it. */
export function batchesIn(records: readonly JournalRecord[]): readonly RecordedBatch[] {
  const found: RecordedBatch[] = [];
  for (const record of records) {
    if (record.type === "batch") found.push({ batch: record, isStaged: false, applied: null });
    const last = found.at(-1);
    if (last === undefined || !("number" in record) || record.number !== last.batch.number) continue;
    if (record.type === "batch-staged") found[found.length - 1] = { ...last, isStaged: true };
    if (record.type === "batch-done") found[found.length - 1] = { ...last, applied: new Set(record.applied) };
  }
  return found;
}
