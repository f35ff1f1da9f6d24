import { accessSync } from "node:fs";
import type { Row, RowChange, RowKey, SqlValue } from "@zcf/contract";
import { isSwitchError, SwitchError } from "@zcf/contract";
import type { RowsRefusal, UnitRows } from "./disk.ts";
import { quoteName } from "./sql-name.ts";
import type { SqliteDatabase, SqliteDriver, SqliteStatement } from "./sqlite-driver.ts";

/** How long to wait for the tool's own writer, in ms. */
const BUSY_MS = 5000;

/** Reads rows; the database is opened read-only and never as immutable, so that a live WAL is seen. */
export async function* queryRows(
  driver: SqliteDriver,
  path: string,
  sql: string,
  params: readonly SqlValue[],
): AsyncIterable<Row> {
  const database = open(driver, path, true);
  try {
    const statement = prepare(database, sql);
    for (const row of statement.iterate(...params)) if (isRow(row)) yield narrow(row);
  } catch (error) {
    throw databaseError(path, error);
  } finally {
    database.close();
  }
}

/** Changes rows in one transaction; a unit whose rows do not match is undone to its savepoint and named. */
export function changeRows(
  driver: SqliteDriver,
  path: string,
  units: readonly UnitRows[],
): readonly RowsRefusal[] {
  try {
    return withDatabase(open(driver, path, false), (database) => {
      database.exec("PRAGMA synchronous = FULL");
      database.exec("BEGIN IMMEDIATE");
      const statements = preparedOnce(database);
      const refusals = [...byUnit(units)].flatMap(([unit, rows]) => changeUnit(statements, unit, rows));
      database.exec("COMMIT");
      return refusals;
    });
  } catch (error) {
    return units.map(({ unit }) => ({ unit, code: "database", reason: reasonOf(error) }));
  }
}

function withDatabase<T>(database: SqliteDatabase, use: (database: SqliteDatabase) => T): T {
  try {
    return use(database);
  } finally {
    database.close();
  }
}

function open(driver: SqliteDriver, path: string, readOnly: boolean): SqliteDatabase {
  try {
    // SQLite makes what is missing, and an empty index in a tool's home is worse than none.
    accessSync(path);
    const database = new driver.DatabaseSync(path, { readOnly });
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    return database;
  } catch (error) {
    throw databaseError(path, error);
  }
}

/** A consistent copy, also of a database that somebody writes to. */
export function copyDatabase(driver: SqliteDriver, from: string, to: string): void {
  const database = open(driver, from, true);
  try {
    prepare(database, "VACUUM INTO ?").run(to);
  } catch (error) {
    throw databaseError(from, error);
  } finally {
    database.close();
  }
}

type Statements = (sql: string) => SqliteStatement;

/** The rows of a batch differ in values, hardly ever in columns. */
function preparedOnce(database: SqliteDatabase): Statements {
  const known = new Map<string, SqliteStatement>();
  return (sql) => {
    const statement = known.get(sql) ?? prepare(database, sql);
    known.set(sql, statement);
    return statement;
  };
}

function byUnit(rows: readonly UnitRows[]): ReadonlyMap<string, readonly UnitRows[]> {
  const found = new Map<string, UnitRows[]>();
  for (const one of rows) {
    const list = found.get(one.unit) ?? [];
    found.set(one.unit, list);
    list.push(one);
  }
  return found;
}

function changeUnit(statements: Statements, unit: string, rows: readonly UnitRows[]): readonly RowsRefusal[] {
  statements("SAVEPOINT unit").run();
  const missed = firstMiss(statements, rows);
  if (missed !== null) statements("ROLLBACK TO unit").run();
  statements("RELEASE unit").run();
  return missed === null ? [] : [{ unit, code: "changed", reason: missed }];
}

/** Names the first row that is not as the plan read it. */
function firstMiss(statements: Statements, rows: readonly UnitRows[]): string | null {
  for (const { table, changes, absent = [] } of rows) {
    if (absent.some((key) => isThere(statements, table, key))) return `${table} row that was not there`;
    const missed = changes.findIndex((change) => !changeRow(statements, table, change));
    if (missed >= 0) return `${table} row ${missed}`;
  }
  return null;
}

function isThere(statements: Statements, table: string, key: RowKey): boolean {
  const where = Object.keys(key).map((column) => `${quoteName(column)} IS ?`);
  const found = statements(`SELECT 1 FROM ${quoteName(table)} WHERE ${where.join(" AND ")} LIMIT 1`);
  for (const _ of found.iterate(...Object.values(key))) return true;
  return false;
}

function changeRow(statements: Statements, table: string, change: RowChange): boolean {
  const set = Object.keys(change.after).map((column) => `${quoteName(column)} = ?`);
  const guard = { ...change.key, ...change.before };
  const where = Object.keys(guard).map((column) => `${quoteName(column)} IS ?`);
  const sql = `UPDATE ${quoteName(table)} SET ${set.join(", ")} WHERE ${where.join(" AND ")}`;
  return Number(statements(sql).run(...Object.values(change.after), ...Object.values(guard)).changes) === 1;
}

function prepare(database: SqliteDatabase, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
}

/** Integers that a number can hold exactly become numbers; both drivers throw on larger ones otherwise. */
function narrow(row: Record<string, SqlValue>): Row {
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) row[name] = Number(value);
  }
  return row;
}

function isRow(value: unknown): value is Record<string, SqlValue> {
  return typeof value === "object" && value !== null;
}

function databaseError(path: string, error: unknown): SwitchError {
  return new SwitchError({
    kind: "environment",
    code: "database",
    params: { file: path, reason: reasonOf(error) },
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  if (isSwitchError(error)) return reasonOf(error.cause);
  return error instanceof Error ? error.message : String(error);
}
