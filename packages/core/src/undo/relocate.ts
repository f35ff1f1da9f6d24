import { sep } from "node:path";
import type { FileStep, RowsStep, UnitStep } from "../journal/step.ts";
import type { Made } from "./made.ts";

/** What was made, with the paths that the home has now: it may have been named by a link then, or is by another one now. */
export function relocate(made: Made, home: string): Made {
  const named = made.note.named ?? made.note.home;
  if (named === home) return made;
  const place = (path: string): string =>
    path.startsWith(named + sep) ? `${home}${path.slice(named.length)}` : path;
  const fileAt = (step: FileStep): FileStep => ({ ...step, file: place(step.file) });
  const rowsAt = (step: RowsStep): RowsStep => ({ ...step, database: place(step.database) });
  const unitAt = (unit: UnitStep): UnitStep => ({
    ...unit,
    files: unit.files.map(fileAt),
    rows: unit.rows.map(rowsAt),
  });
  return { ...made, steps: made.steps.map(fileAt), batches: made.batches.map((batch) => batch.map(unitAt)) };
}
