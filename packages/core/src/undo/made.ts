import { join } from "node:path";
import type { Context } from "../context.ts";
import { readJournal } from "../journal/journal.ts";
import type { JournalRecord, StoreNote } from "../journal/record.ts";
import type { FileStep, Replaced, UnitStep } from "../journal/step.ts";

/** What an operation changed in one store, as its journal has it. */
export interface Made {
  readonly operation: string;
  readonly note: StoreNote;
  /** In the order in which they were written. */
  readonly steps: readonly FileStep[];
  /** The units that were applied, by batch. */
  readonly batches: readonly (readonly UnitStep[])[];
  readonly ledger: readonly Replaced[];
}

/** By store, in the order of the operation; none when the record is gone. */
export async function readMade({ disk, layout }: Context, operation: string): Promise<readonly Made[]> {
  const records = await readJournal(disk, join(layout.done, operation));
  const begin = records.find((record) => record.type === "begin");
  const required = records.find((record) => record.type === "required")?.steps ?? [];
  return (begin?.stores ?? []).map((note, index) => ({
    operation,
    note,
    steps: required.filter(({ store }) => store === index),
    batches: batchesOf(records, index),
    ledger: begin?.ledger[index] ?? [],
  }));
}

function batchesOf(records: readonly JournalRecord[], index: number): Made["batches"] {
  const found: (readonly UnitStep[])[] = [];
  for (const [place, record] of records.entries()) {
    if (record.type !== "batch" || record.store !== index) continue;
    const done = records.slice(place).find((later) => later.type === "batch-done");
    const applied = new Set(done?.applied);
    found.push(record.units.filter(({ id }) => applied.has(id)));
  }
  return found;
}
