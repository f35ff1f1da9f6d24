import type { Row, RowChange, SqlValue } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import { sameValue } from "../apply/row-side.ts";
import type { DiskReader } from "../disk/disk.ts";
import { quoteName } from "../disk/sql-name.ts";
import { encode } from "../journal/codec.ts";
import type { RowsStep, UnitStep } from "../journal/step.ts";

/** So many rows are asked for at once; each question opens the database. */
const ROWS = 200;

/** What the rows of units show now. */
export interface RowsNow {
  /** Whether every row of the unit shows that side. */
  shows(unit: UnitStep, side: "before" | "after"): boolean;
}

/** Reads the rows of many units with few questions. A database that cannot be read shows neither side. */
export async function rowsNow(disk: DiskReader, units: readonly UnitStep[]): Promise<RowsNow> {
  const found = new Map<string, Row>();
  for (const [, asked] of grouped(units)) {
    for (let from = 0; from < asked.length; from += ROWS)
      await readRows(disk, asked.slice(from, from + ROWS), found);
  }
  const shows = (step: RowsStep, change: RowChange, side: "before" | "after"): boolean => {
    const row = found.get(nameOf({ step, change }));
    return (
      row !== undefined && Object.entries(change[side]).every(([name, value]) => sameValue(row[name], value))
    );
  };
  return {
    shows: ({ rows }, side) =>
      rows.every((step) => step.changes.every((change) => shows(step, change, side))),
  };
}

interface Asked {
  readonly step: RowsStep;
  readonly change: RowChange;
}

/** Those that one question can ask for. */
function grouped(units: readonly UnitStep[]): ReadonlyMap<string, readonly Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const step of units.flatMap(({ rows }) => rows)) {
    for (const change of step.changes) {
      const shape = [step.database, step.table, Object.keys(change.key), Object.keys(change.before)];
      const name = JSON.stringify(shape);
      const group = groups.get(name) ?? [];
      group.push({ step, change });
      groups.set(name, group);
    }
  }
  return groups;
}

async function readRows(disk: DiskReader, asked: readonly Asked[], found: Map<string, Row>): Promise<void> {
  const [first] = asked;
  if (first === undefined || (await disk.stat(first.step.database)) === null) return;
  const { step, change } = first;
  const keys = Object.keys(change.key);
  const columns = [...keys, ...Object.keys(change.before)].map(quoteName).join(", ");
  const one = `(${keys.map((key) => `${quoteName(key)} IS ?`).join(" AND ")})`;
  const sql = `SELECT ${columns} FROM ${quoteName(step.table)} WHERE ${asked.map(() => one).join(" OR ")}`;
  const params = asked.flatMap((item) => Object.values(item.change.key));
  try {
    for await (const row of disk.query(step.database, sql, params))
      found.set(nameOf({ step, change: { ...change, key: keyIn(row, keys) } }), row);
  } catch (error) {
    if (!isSwitchError(error)) throw error;
  }
}

function keyIn(row: Row, keys: readonly string[]): Readonly<Record<string, SqlValue>> {
  return Object.fromEntries(keys.map((key) => [key, row[key] ?? null]));
}

function nameOf({ step, change }: Asked): string {
  return encode([step.database, step.table, Object.keys(change.before), change.key]);
}
