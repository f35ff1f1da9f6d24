import { dirname } from "node:path";
import { isSwitchError } from "@zcf/contract";
import { growth, invertHunks, keepsLength } from "../bytes/hunks.ts";
import type { Disk, DiskReader } from "../disk/disk.ts";
import type { FileStep, UnitStep } from "../journal/step.ts";
import { isReplacedByOther, requireUnheld, sweepDraft, sweepStaged } from "./restore-file.ts";
import { type Foreign, restoreUnit } from "./restore-unit.ts";
import { bringRows, rowSide } from "./row-side.ts";
import { digestOf, standsAt } from "./steps.ts";
import { swap } from "./write-step.ts";

/** What recovery made of a unit. */
export interface EndedUnit {
  /** Whether it is on its after-side now. */
  readonly applied: boolean;
  readonly foreign: readonly Foreign[];
}

/**
 * Ends a unit that a crash left anywhere, also when the tool went on with its files since.
 *
 * Where no byte moves, each file and each row is taken back by itself. Where bytes move, files and the offsets stored of
 * them are one thing: once all files are swapped they stay, and the rows follow; before that nobody can rely on the new
 * bytes, and all is taken back, unless the tool has added to one of them already.
 */
export async function endUnit(disk: Disk, unit: UnitStep): Promise<EndedUnit> {
  if (unit.files.every(({ hunks }) => keepsLength(hunks))) return takenBack(disk, unit);
  for (const step of unit.files) if (await isReplacedByOther(disk, step)) return takenBack(disk, unit);
  const sides: FileSide[] = [];
  for (const step of unit.files) sides.push(await fileSide(disk, step));
  const isStarted = sides.some((side) => side !== "before");
  const isSwapped = sides.every((side) => side === "after");
  if (isStarted && (isSwapped || !(await isUntouched(disk, unit, sides)))) return goOn(disk, unit, sides);
  return takenBack(disk, unit);
}

async function takenBack(disk: Disk, unit: UnitStep): Promise<EndedUnit> {
  return { applied: false, foreign: await restoreUnit(disk, unit) };
}

/** `torn`: partly either. A file that was swapped and is gone, or was changed since, is `after`. */
type FileSide = "before" | "after" | "torn";

async function fileSide(disk: DiskReader, step: FileStep): Promise<FileSide> {
  if (step.staged !== null && (await disk.stat(step.staged)) !== null) return "before";
  if (step.whole) return (await digestOf(disk, step.target)) === step.before ? "before" : "after";
  const isAfter = await standsAt(disk, step.target, invertHunks(step.hunks));
  if (await standsAt(disk, step.target, step.hunks)) {
    const size = (await disk.stat(step.target))?.size;
    return isAfter && size === step.size + growth(step.hunks) ? "after" : "before";
  }
  return isAfter || step.mechanism !== "place" ? "after" : "torn";
}

/** Whether nobody has gone on since: files have the sizes that were written, and every row is as it was. */
async function isUntouched(
  disk: DiskReader,
  { files, rows }: UnitStep,
  sides: readonly FileSide[],
): Promise<boolean> {
  for (const [index, { target, size, hunks, whole, after }] of files.entries()) {
    if (sides[index] !== "after") continue;
    const isOurs = whole
      ? (await digestOf(disk, target)) === after
      : (await disk.stat(target))?.size === size + growth(hunks);
    if (!isOurs) return false;
  }
  for (const step of rows) {
    for (const change of step.changes) if ((await rowSide(disk, step, change)) === "foreign") return false;
  }
  return true;
}

/** Swaps what is not swapped yet, and brings the rows that still show the old offsets; what the tool stored since stays. */
async function goOn(disk: Disk, unit: UnitStep, sides: readonly FileSide[]): Promise<EndedUnit> {
  const left = unit.files.filter((_, index) => sides[index] !== "after");
  const [placed, replaced] = [left.filter(isPlaced), left.filter((step) => !isPlaced(step))];
  const foreign: Foreign[] = [];
  for (const step of unit.files) await sweepDraft(disk, step);
  for (const step of replaced)
    if (!(await swapStaged(disk, step))) foreign.push({ unit: unit.id, file: step.file });
  for (const step of foreign.length === 0 ? placed : []) await placeAgain(disk, step);
  if (foreign.length > 0) return { applied: false, foreign };
  for (const rows of unit.rows) {
    const isThere = await bringRows(disk, unit.id, { rows, to: "after" });
    if (!isThere) foreign.push({ unit: unit.id, file: rows.database });
  }
  return { applied: true, foreign };
}

function isPlaced({ mechanism }: FileStep): boolean {
  return mechanism === "place";
}

async function placeAgain(disk: Disk, { target, hunks }: FileStep): Promise<void> {
  await disk.writeAt(
    target,
    hunks.map(({ offset, after }) => ({ offset, bytes: after })),
  );
  await disk.flush([target]);
}

/** `false` for a file that is no longer what was staged from. */
async function swapStaged(disk: Disk, step: FileStep): Promise<boolean> {
  if (step.staged === null || (await disk.stat(step.staged)) === null) return false;
  await requireUnheld(disk, step);
  try {
    await swap(disk, step);
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "changed") throw error;
    await sweepStaged(disk, step);
    return false;
  }
  await disk.flush([dirname(step.target)]);
  return true;
}
