import { getBuiltinModule } from "node:process";
import type { SqlValue } from "@zcf/contract";

/** What both drivers share: `node:sqlite`, and `@photostructure/sqlite`, which copies its interface. */
export interface SqliteStatement {
  all(...params: readonly SqlValue[]): unknown[];
  iterate(...params: readonly SqlValue[]): IterableIterator<unknown>;
  run(...params: readonly SqlValue[]): { readonly changes: number | bigint };
  setReadBigInts(enabled: boolean): void;
}

export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): void;
  close(): void;
}

export interface SqliteDriver {
  readonly DatabaseSync: new (path: string, options?: { readOnly?: boolean }) => SqliteDatabase;
}

/** In order of preference; the first is part of Node from 22.13 on, the second is there if the user installed it. */
const DRIVERS: readonly (() => unknown)[] = [
  () => getBuiltinModule("node:sqlite"),
  () => import("@photostructure/sqlite"),
];

/** The first driver that loads, or `null`. */
export async function loadSqlite(): Promise<SqliteDriver | null> {
  for (const load of DRIVERS) {
    const driver = await driverOf(load);
    if (driver !== null) return driver;
  }
  return null;
}

/** Any failure to load means that this driver is not there: missing module, missing prebuilt binary, flag needed. */
async function driverOf(load: () => unknown): Promise<SqliteDriver | null> {
  try {
    const module = await load();
    return isDriver(module) ? module : null;
  } catch {
    return null;
  }
}

function isDriver(module: unknown): module is SqliteDriver {
  return typeof module === "object" && module !== null && "DatabaseSync" in module;
}
