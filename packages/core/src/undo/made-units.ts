import type { MadeUnit, View } from "@zcf/contract";
import { digestOf, standsAt } from "../apply/steps.ts";
import { growth, invertHunks } from "../bytes/hunks.ts";
import type { DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import type { FileStep, UnitStep } from "../journal/step.ts";
import { putBack } from "../state/replaced.ts";
import type { Made } from "./made.ts";
import { type RowsNow, rowsNow } from "./rows-now.ts";
import { backEdits, madeEdits } from "./unit-edits.ts";

/** The units that an operation applied, but for those that are as they were before. */
export async function* madeUnits(
  disk: DiskReader,
  { batches }: Made,
  { isAsked, view }: { readonly isAsked: (group: string) => boolean; readonly view: View },
): AsyncGenerator<MadeUnit> {
  for (const batch of batches) {
    const asked = batch.filter(({ group }) => isAsked(group));
    const rows = await rowsNow(disk, asked);
    for (const unit of asked) {
      const side = await sideOf(disk, unit, rows);
      if (side === "before") continue;
      const isExact = side === "after";
      const { id, group, subjects, ledger = [] } = unit;
      yield {
        id,
        group,
        ...(subjects === undefined ? {} : { subjects }),
        edits: madeEdits(unit),
        back: isExact ? await backEdits(disk, unit) : null,
        remember: isExact ? await putBack(ledger, view) : [],
      };
    }
  }
}

/** `changed`: neither side as it was written, somebody has added to it at least; or it cannot be read. */
type UnitSide = "before" | "after" | "changed";

async function sideOf(disk: DiskReader, unit: UnitStep, rows: RowsNow): Promise<UnitSide> {
  const files = await Promise.all(unit.files.map((step) => fileSide(disk, step).catch(unreadable)));
  for (const side of ["after", "before"] as const)
    if (files.every((found) => found === side) && rows.shows(unit, side)) return side;
  return "changed";
}

/** A file that cannot be read stands in the way of its own unit alone, which the adapter leaves out with a reason. */
function unreadable(error: unknown): UnitSide {
  if (systemCode(error) === null) throw error;
  return "changed";
}

async function fileSide(disk: DiskReader, step: FileStep): Promise<UnitSide> {
  const { file, whole, before, after, hunks, size } = step;
  if (whole) {
    const now = await digestOf(disk, file);
    if (now === after) return "after";
    return now === before ? "before" : "changed";
  }
  const now = (await disk.stat(file))?.size;
  if (now === size + growth(hunks) && (await standsAt(disk, file, invertHunks(hunks)))) return "after";
  return now === size && (await standsAt(disk, file, hunks)) ? "before" : "changed";
}
