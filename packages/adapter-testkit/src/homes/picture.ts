import { join } from "node:path";
import type { Disk } from "@zcf/core";
import { isSqliteSidecar, readTree, type TreeEntry } from "./read-tree.ts";

/** A home as it is compared: files by relative path, and each row of a database as an entry of its own. */
export type Picture = ReadonlyMap<string, TreeEntry>;

export interface PictureOptions {
  /** Names that are no part of a comparison, e.g. lock files that the tool leaves behind. */
  readonly ignore?: (name: string) => boolean;
  /** What a file says, where other bytes can say the same (a compressed file); `content` otherwise. */
  readonly decode?: (name: string, content: Uint8Array) => Uint8Array;
}

/** Bytes, modes, owners and times of files; databases by the rows they hold, whatever their own bytes are. */
export async function takePicture(disk: Disk, home: string, options: PictureOptions = {}): Promise<Picture> {
  const skip = (name: string): boolean => isSqliteSidecar(name) || options.ignore?.(name) === true;
  const entries: [string, TreeEntry][] = [];
  for (const [name, entry] of await readTree(home, { skip })) {
    if (isDatabase(entry)) entries.push(...(await rowsOf(disk, home, name)));
    else entries.push([name, decoded(name, entry, options)]);
  }
  return new Map(entries);
}

const MAGIC = Buffer.from("SQLite format 3\0").toString("base64").slice(0, 20);

function isDatabase({ kind, content }: TreeEntry): boolean {
  return kind === "file" && content.startsWith(MAGIC);
}

function decoded(name: string, entry: TreeEntry, { decode }: PictureOptions): TreeEntry {
  if (entry.kind !== "file" || decode === undefined) return entry;
  const content = decode(name, Buffer.from(entry.content, "base64"));
  return { ...entry, content: Buffer.from(content).toString("base64") };
}

async function rowsOf(disk: Disk, home: string, name: string): Promise<readonly [string, TreeEntry][]> {
  const database = join(home, name);
  const entries: [string, TreeEntry][] = [];
  for (const table of await texts(disk, database, TABLES, [])) {
    const keys = await texts(disk, database, KEYS, [table]);
    const quoted = `"${table.replaceAll('"', '""')}"`;
    const sql = `SELECT *${keys.length === 0 ? ', rowid AS "rowid"' : ""} FROM ${quoted}`;
    for await (const row of disk.query(database, sql, [])) {
      const key = (keys.length === 0 ? ["rowid"] : keys).map((column) => row[column]);
      const content = JSON.stringify(row, plain);
      entries.push([`${name} ${table} ${JSON.stringify(key, plain)}`, { ...ROW, content }]);
    }
  }
  return entries;
}

const TABLES =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
const KEYS = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk";

async function texts(
  disk: Disk,
  database: string,
  sql: string,
  params: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name } of disk.query(database, sql, params)) found.push(String(name));
  return found;
}

/** A row has no attributes. */
const ROW: Omit<TreeEntry, "content"> = { kind: "other", mode: 0, owner: "", mtimeUs: null };

function plain(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

/** The entries of rows of a table that match a key. */
export function rowsLike(
  picture: Picture,
  place: { readonly database: string; readonly table: string },
  key: Readonly<Record<string, unknown>>,
): readonly string[] {
  const wanted = Object.entries(JSON.parse(JSON.stringify(key, plain)) as Record<string, unknown>);
  return [...picture].flatMap(([name, { kind, content }]) => {
    if (kind !== "other" || !name.startsWith(`${place.database} ${place.table} `)) return [];
    const row = JSON.parse(content) as Record<string, unknown>;
    return wanted.every(([column, value]) => row[column] === value) ? [name] : [];
  });
}
