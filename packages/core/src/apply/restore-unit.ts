import type { Disk } from "../disk/disk.ts";
import type { UnitStep } from "../journal/step.ts";
import { restoreFile } from "./restore-file.ts";
import { bringRows } from "./row-side.ts";

/** What could not be taken back, because somebody else changed it since; it was left alone. */
export interface Foreign {
  readonly unit: string;
  /** A file, or a database. */
  readonly file: string;
}

/**
 * Takes a unit back to its before-side, files first, rows second, from wherever it was left.
 *
 * @throws SwitchError `database`, or the system's own errors, when the disk does not let us.
 */
export async function restoreUnit(disk: Disk, unit: UnitStep): Promise<readonly Foreign[]> {
  const foreign: Foreign[] = [];
  for (const step of unit.files) {
    if ((await restoreFile(disk, step)) === "foreign") foreign.push({ unit: unit.id, file: step.file });
  }
  for (const rows of unit.rows) {
    const isBack = await bringRows(disk, unit.id, { rows, to: "before" });
    if (!isBack) foreign.push({ unit: unit.id, file: rows.database });
  }
  return foreign;
}
