import { chmodSync, copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Row, SwitchError } from "@zcf/contract";
import { loadSqlite, type SqliteDriver } from "./sqlite-driver.ts";
import { missingAsNull, systemCode } from "./system-error.ts";

/** What a database consists of besides its file, while somebody has it open or after they died. */
const PARTS = ["", "-wal", "-journal"];

/** A change so short ago (ms) may hide behind another one with the same time. */
const SETTLED_MS = 50;
const ATTEMPTS = 40;

/**
 * The rows of a query on somebody else's database, of which not even a `-shm` file changes.
 *
 * SQLite, read-only too, makes that file beside a database in WAL mode, and reading it as immutable would leave out
 * what only the WAL holds. So a copy is read, in a directory that only we may enter. Throws `sqlite-unavailable`,
 * `unreadable`, and `database` with what SQLite said or where it was written to all the time (for 2 s).
 */
export async function readCopiedDatabase(path: string, sql: string): Promise<readonly Row[]> {
  const driver = await loadSqlite();
  if (driver === null) throw new SwitchError({ kind: "environment", code: "sqlite-unavailable" });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const rows = rowsOfCopy(driver, path, sql);
    if (rows !== null) return rows;
    await sleep(SETTLED_MS);
  }
  throw refused(path, "it changes all the time");
}

/** In one go, so that no signal ends us while the copy exists. `null` where the parts may not belong together. */
function rowsOfCopy(driver: SqliteDriver, path: string, sql: string): readonly Row[] | null {
  const before = identityOf(path);
  if (before === null) return null;
  const directory = mkdtempSync(join(tmpdir(), "zcf-"));
  try {
    const copy = join(directory, "database");
    for (const part of PARTS) copyPart(`${path}${part}`, `${copy}${part}`);
    return identityOf(path) === before ? rowsOf(driver, copy, sql) : null;
  } catch (error) {
    throw shown(path, error);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What changes when any of its parts does; `null` for so recent a change that the next one could look the same. */
function identityOf(path: string): string | null {
  const parts = PARTS.map((part) =>
    missingAsNull(() => statSync(`${path}${part}`, { bigint: true, throwIfNoEntry: false }) ?? null),
  );
  const now = Date.now();
  const isRecent = parts.some((stat) => stat !== null && Math.abs(now - Number(stat.mtimeMs)) < SETTLED_MS);
  if (isRecent) return null;
  return parts.map((stat) => (stat === null ? "" : `${stat.ino} ${stat.size} ${stat.mtimeNs}`)).join("|");
}

function copyPart(from: string, to: string): void {
  if (missingAsNull(() => copyFileSync(from, to)) === undefined) chmodSync(to, 0o600);
}

/** Not read-only: what a dead writer left in the WAL or the journal is settled first, in the copy. */
function rowsOf(driver: SqliteDriver, copy: string, sql: string): readonly Row[] {
  const database = new driver.DatabaseSync(copy);
  try {
    return database.prepare(sql).all() as readonly Row[];
  } finally {
    database.close();
  }
}

function shown(path: string, error: unknown): SwitchError {
  const system = systemCode(error);
  if (system === null) return refused(path, error instanceof Error ? error.message : String(error), error);
  return new SwitchError({
    kind: "environment",
    code: "unreadable",
    params: { file: path, system },
    cause: error,
  });
}

function refused(file: string, reason: string, cause?: unknown): SwitchError {
  return new SwitchError({ kind: "environment", code: "database", params: { file, reason }, cause });
}
