import type { RowChange, SqlValue } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { quoteName } from "../disk/sql-name.ts";
import type { RowsStep } from "../journal/step.ts";

/** The tool reconciles its rows by itself: one that is neither side is its own word, and stands. */
export type RowSide = "before" | "after" | "foreign";

/** Which side of its change a row shows; a row that only guards shows both, and counts as `after`. */
export async function rowSide(disk: DiskReader, rows: RowsStep, change: RowChange): Promise<RowSide> {
  if (!(await hasColumns(disk, rows, change))) return "foreign";
  const columns = Object.keys(change.before);
  const where = Object.keys(change.key).map((column) => `${quoteName(column)} IS ?`);
  const sql = `SELECT ${columns.map(quoteName).join(", ")} FROM ${quoteName(rows.table)} WHERE ${where.join(" AND ")}`;
  for await (const row of disk.query(rows.database, sql, Object.values(change.key))) {
    if (columns.every((column) => sameValue(row[column], change.after[column]))) return "after";
    return columns.every((column) => sameValue(row[column], change.before[column])) ? "before" : "foreign";
  }
  return "foreign";
}

/**
 * Brings the rows that show one side to the other; `false` when some are neither, or changed in this very moment.
 *
 * @throws SwitchError `database` when SQLite does not let us: nothing is known to be changed then.
 */
export async function bringRows(
  disk: Disk,
  unit: string,
  { rows, to }: { readonly rows: RowsStep; readonly to: "before" | "after" },
): Promise<boolean> {
  if ((await disk.stat(rows.database)) === null) return false;
  const changes: RowChange[] = [];
  let known = true;
  for (const change of rows.changes) {
    const side = await rowSide(disk, rows, change);
    if (side === "foreign") known = false;
    else if (side !== to) changes.push(to === "after" ? change : invertRow(change));
  }
  if (changes.length === 0) return known;
  const [refusal] = await disk.changeRows(rows.database, [{ unit, table: rows.table, changes }]);
  if (refusal?.code === "database") throw refused(rows.database, refusal.reason);
  return refusal === undefined && known;
}

/** A table or a column that is not there holds nothing of ours: the tool has gone on to another layout. */
async function hasColumns(
  disk: DiskReader,
  { database, table }: RowsStep,
  { key, after }: RowChange,
): Promise<boolean> {
  if ((await disk.stat(database)) === null) return false;
  const columns = new Set<SqlValue | undefined>();
  for await (const { name } of disk.query(database, "SELECT name FROM pragma_table_info(?)", [table]))
    columns.add(name);
  return [...Object.keys(key), ...Object.keys(after)].every((name) => columns.has(name));
}

function invertRow(change: RowChange): RowChange {
  return { key: change.key, before: change.after, after: change.before };
}

function refused(file: string, reason: string): SwitchError {
  return new SwitchError({ kind: "environment", code: "database", params: { file, reason } });
}

/** Whether two values of a column are equal. */
export function sameValue(a: SqlValue | undefined, b: SqlValue | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return a === b;
}
