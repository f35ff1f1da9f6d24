import { createHash } from "node:crypto";
import { copyFile, lstat, mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HOME_PREFIX } from "./codex-home.ts";

/** Everything in a folder by its name there: kind, mode, owner, time to the microsecond, and content; databases by what they hold. */
export type HomePicture = Readonly<Record<string, string>>;

const DATABASE = /\.sqlite$/;
const SIDECAR = /-(wal|shm)$/;

/**
 * Takes a picture that is equal to another one when nothing changed. The time of a folder is left out, because it changes
 * with every temporary file in it, and the time of a database, which changes with each look of SQLite's.
 */
export async function homePicture(folder: string): Promise<HomePicture> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => !SIDECAR.test(name));
  const entries = names.toSorted().map(async (name) => [name, await entryOf(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function entryOf(path: string): Promise<string> {
  const stat = await lstat(path, { bigint: true });
  const owned = `${(stat.mode & 0o7777n).toString(8)} ${stat.uid}:${stat.gid}`;
  if (stat.isDirectory()) return `folder ${owned}`;
  if (stat.isSymbolicLink()) return `link ${owned} ${await readlink(path)}`;
  if (!stat.isFile()) return `other ${owned}`;
  if (DATABASE.test(path)) return `database ${owned} ${digest(await databaseText(path))}`;
  return `file ${owned} ${stat.mtimeNs / 1000n} ${stat.size} ${digest(await readFile(path))}`;
}

function digest(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Every row of every table, of a copy, so that nobody's database is opened. */
async function databaseText(path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), HOME_PREFIX));
  try {
    const copy = join(folder, basename(path));
    await copyFile(path, copy);
    await copyFile(`${path}-wal`, `${copy}-wal`).catch(() => undefined);
    return rowsOf(copy);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function rowsOf(file: string): string {
  const database = new DatabaseSync(file);
  try {
    const tables = database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    return tables.map(({ name, sql }) => `${String(sql)}\n${tableText(database, String(name))}`).join("\n");
  } finally {
    database.close();
  }
}

function tableText(database: DatabaseSync, table: string): string {
  const statement = database.prepare(`SELECT * FROM "${table}"`);
  statement.setReadBigInts(true);
  const rows = statement.all().map((row) => JSON.stringify(row, (_, value: unknown) => plain(value)));
  return rows.toSorted().join("\n");
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

/** The names under which two pictures differ, with what each shows. */
export function pictureDifferences(before: HomePicture, after: HomePicture): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const different = names.filter((name) => before[name] !== after[name]);
  return different.map((name) => `${name}: ${before[name] ?? "nothing"} became ${after[name] ?? "nothing"}`);
}
