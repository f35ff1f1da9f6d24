import {
  type FilePath,
  isSwitchError,
  type Row,
  type RowChange,
  type RowsEdit,
  type SqlValue,
  type Store,
  type View,
} from "@zcf/contract";
import { GROUP } from "./codes.ts";
import { historyDatabases } from "./databases.ts";
import type { OffsetMap } from "./offset-map.ts";
import { once } from "./once.ts";
import type { MovedFiles } from "./rewrite.ts";

/** Why the offsets that are stored of a file cannot be moved with its bytes. */
interface UnknownOffsets {
  readonly database: FilePath;
}

/** Codex's projection of session files: it stores at which byte of its file each turn stands (0.148 on). */
export interface StoredOffsets {
  /** The edits that move what is stored of the files, and guard what stays. */
  moved(files: MovedFiles): Promise<readonly RowsEdit[] | UnknownOffsets>;
}

/** The tables and columns that hold offsets, and what finds a row: this is the one list of them (0.148 to 0.169 measured). */
const TABLES = [
  {
    table: "thread_turns",
    key: ["thread_id", "turn_id"],
    offsets: ["rollout_byte_offset", "rollout_end_byte_offset"],
  },
  {
    table: "thread_history_projection_state",
    key: ["thread_id"],
    offsets: ["next_rollout_byte_offset"],
  },
] as const;

type Table = (typeof TABLES)[number];

/** Databases are looked for when the first file asks; `thread_id` in them is a segment id (measured on 0.155 and 0.169). */
export function storedOffsets(store: Store, view: View): StoredOffsets {
  const databases = once(() => knownDatabases(store, view));
  return {
    moved: async (files) => {
      const known = await databases();
      return "database" in known ? known : editsOf({ view, databases: known, files });
    },
  };
}

/** Every `thread_history_N.sqlite`, or the first that is not as we know it: then nothing is certain. */
async function knownDatabases(store: Store, view: View): Promise<readonly FilePath[] | UnknownOffsets> {
  const databases = await historyDatabases(store, view);
  for (const database of databases) {
    const known = view.can.sqlite && (await isReadable(() => isKnownSchema(view, database)));
    if (!known) return { database };
  }
  return databases;
}

const OFFSET_COLUMNS = `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m JOIN pragma_table_info(m.name) c
  WHERE m.type = 'table' AND c.name LIKE '%offset%' ORDER BY 1, 2`;

async function isKnownSchema(view: View, database: FilePath): Promise<boolean> {
  const found: string[] = [];
  for await (const row of view.query(database, OFFSET_COLUMNS))
    found.push(`${String(row["table"])}.${String(row["column"])}`);
  const known = TABLES.flatMap(({ table, offsets }) => offsets.map((column) => `${table}.${column}`));
  return found.join() === known.toSorted().join();
}

interface Request {
  readonly view: View;
  readonly databases: readonly FilePath[];
  readonly files: MovedFiles;
}

async function editsOf({ view, databases, files }: Request): Promise<readonly RowsEdit[] | UnknownOffsets> {
  const edits: RowsEdit[] = [];
  for (const database of databases) {
    for (const table of TABLES) {
      const changes = await changesOf({ view, database, table, files });
      if (changes === null) return { database };
      if (changes.length > 0)
        edits.push({ kind: "rows", group: GROUP, database, table: table.table, changes });
    }
  }
  return edits;
}

interface Source {
  readonly view: View;
  readonly database: FilePath;
  readonly table: Table;
  readonly files: MovedFiles;
}

/** `null` when a stored offset points into what is replaced, or the database cannot be read. */
async function changesOf({ view, database, table, files }: Source): Promise<readonly RowChange[] | null> {
  const segments = [...files.keys()];
  const marks = segments.map(() => "?").join(", ");
  const columns = [...table.key, ...table.offsets].join(", ");
  const sql = `SELECT ${columns} FROM ${table.table} WHERE thread_id IN (${marks}) ORDER BY ${table.key.join(", ")}`;
  const changes: (RowChange | null)[] = [];
  const isRead = await isReadable(async () => {
    for await (const row of view.query(database, sql, segments)) changes.push(changeOf(table, row, files));
    return true;
  });
  const sound = changes.filter((change) => change !== null);
  return isRead && sound.length === changes.length ? sound : null;
}

/** A row whose offsets stay guards them: a turn that is stored meanwhile changes it. */
function changeOf(table: Table, row: Row, files: MovedFiles): RowChange | null {
  const map = files.get(String(row["thread_id"]));
  if (map === undefined) return null;
  const before = pick(row, table.offsets);
  const moved = Object.entries(before).map(([column, value]) => [column, movedValue(map, value)] as const);
  if (moved.some(([, value]) => value === undefined)) return null;
  const after = Object.fromEntries(moved) as Readonly<Record<string, SqlValue>>;
  return { key: pick(row, table.key), before, after };
}

/** `undefined` for what is no offset of a byte that stays. */
function movedValue(map: OffsetMap, value: SqlValue): SqlValue | undefined {
  if (value === null) return null;
  return typeof value === "number" ? (map(value) ?? undefined) : undefined;
}

function pick(row: Row, columns: readonly string[]): Readonly<Record<string, SqlValue>> {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

async function isReadable(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look();
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "database") throw error;
    return false;
  }
}
