import type { RowChange, SqlValue } from "@zcf/contract";
import type { Disk, UnitRows } from "../disk/disk.ts";
import { quoteName } from "../disk/sql-name.ts";
import type { RowsStep, UnitStep } from "../journal/step.ts";
import { restoreFile } from "./restore-file.ts";

/** What could not be taken back, because somebody else changed it since; it was left alone. */
export interface Foreign {
  readonly unit: string;
  /** A file, or a database. */
  readonly file: string;
}

/** Takes a unit back to its before-side, files first, rows second, from wherever a crash left it. */
export async function restoreUnit(disk: Disk, unit: UnitStep): Promise<readonly Foreign[]> {
  const foreign: Foreign[] = [];
  for (const step of unit.files) {
    if ((await restoreFile(disk, step)) === "foreign") foreign.push({ unit: unit.id, file: step.file });
  }
  for (const rows of unit.rows) {
    if (!(await restoreRows(disk, unit.id, rows))) foreign.push({ unit: unit.id, file: rows.database });
  }
  return foreign;
}

/** Rows are before, after, or foreign: the tool reconciles its index by itself, and then its word stands. */
async function restoreRows(disk: Disk, unit: string, rows: RowsStep): Promise<boolean> {
  if ((await disk.stat(rows.database)) === null) return false;
  const written: RowChange[] = [];
  let known = true;
  for (const change of rows.changes) {
    const side = await rowSide(disk, rows, change);
    if (side === "after") written.push(invertRow(change));
    if (side === "foreign") known = false;
  }
  if (written.length === 0) return known;
  const back: UnitRows = { unit, table: rows.table, changes: written };
  return (await disk.changeRows(rows.database, [back])).length === 0 && known;
}

async function rowSide(
  disk: Disk,
  rows: RowsStep,
  change: RowChange,
): Promise<"before" | "after" | "foreign"> {
  const columns = Object.keys(change.before);
  const where = Object.keys(change.key).map((column) => `${quoteName(column)} IS ?`);
  const sql = `SELECT ${columns.map(quoteName).join(", ")} FROM ${quoteName(rows.table)} WHERE ${where.join(" AND ")}`;
  for await (const row of disk.query(rows.database, sql, Object.values(change.key))) {
    if (columns.every((column) => same(row[column], change.after[column]))) return "after";
    return columns.every((column) => same(row[column], change.before[column])) ? "before" : "foreign";
  }
  return "foreign";
}

function invertRow(change: RowChange): RowChange {
  return { key: change.key, before: change.after, after: change.before };
}

function same(a: SqlValue | undefined, b: SqlValue | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return a === b;
}
