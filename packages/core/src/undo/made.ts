import { basename, join } from "node:path";
import type { Context } from "../context.ts";
import { batchesIn } from "../journal/batches.ts";
import { KEPT } from "../journal/journal.ts";
import { readJournal } from "../journal/read-journal.ts";
import type { StoreNote } from "../journal/record.ts";
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
  const directory = join(layout.done, operation);
  const records = await readJournal(disk, directory);
  const begin = records.find((record) => record.type === "begin");
  const required = records.find((record) => record.type === "required")?.steps ?? [];
  const batches = batchesIn(records);
  return (begin?.stores ?? []).map((note, index) => ({
    operation,
    note,
    steps: required.filter(({ store }) => store === index),
    batches: batches
      .filter(({ batch }) => batch.store === index)
      .map(({ batch, applied }) =>
        batch.units.filter(({ id }) => applied?.has(id)).map((unit) => whereKept(unit, directory)),
      ),
    ledger: begin?.ledger[index] ?? [],
  }));
}

/** The folder has moved since the copies were made. */
function whereKept(unit: UnitStep, directory: string): UnitStep {
  const files = unit.files.map((step) =>
    step.kept === undefined ? step : { ...step, kept: join(directory, KEPT, basename(step.kept)) },
  );
  return { ...unit, files };
}
