import {
  type FilePath,
  isSwitchError,
  type Row,
  type RowChange,
  type RowKey,
  type RowsEdit,
  type SqlValue,
  type Store,
  type View,
} from "@zcf/contract";
import { GROUP } from "./codes.ts";
import { historyDatabases, stateDatabases } from "./databases.ts";
import type { UnknownOffsets } from "./obstacle.ts";
import type { OffsetMap } from "./offset-map.ts";
import { once } from "./once.ts";
import type { MovedFiles } from "./rewrite.ts";

/** The edits that move what is stored of files, and guard what stays. */
interface MovedOffsets {
  readonly kind: "edits";
  readonly edits: readonly RowsEdit[];
}

/** How the files keep history: into legacy ones nothing points (measured). */
type History = "legacy" | "paginated";

/** Codex's projection of session files: it stores at which byte of its file each turn stands (0.148 on). */
export interface StoredOffsets {
  /** A database that we do not know is in the way of paginated files only. */
  moved(files: MovedFiles, history: History): Promise<MovedOffsets | UnknownOffsets>;
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
  const databases = once(() => sortDatabases(store, view));
  return {
    moved: async (files, history) => {
      const { known, unknown } = await databases();
      if (unknown !== null && history !== "legacy") return unknownOffsets(unknown);
      return editsOf({ view, databases: known, files });
    },
  };
}

function unknownOffsets(database: FilePath): UnknownOffsets {
  return { kind: "unknown-offsets", database, threads: null };
}

interface Sorted {
  /** Those that store offsets as we know it; those that store none are left out. */
  readonly known: readonly FilePath[];
  /** The first that may store offsets in another way; `null` when there is none. */
  readonly unknown: FilePath | null;
}

/** Looks into every `thread_history_N.sqlite`, and into the state databases, which hold no offsets (up to 0.169). */
async function sortDatabases(store: Store, view: View): Promise<Sorted> {
  const histories = await sort(await historyDatabases(store, view), (one) => kindOfHistory(view, one));
  const states = await sort(await stateDatabases(store, view), (one) => kindOfState(view, one));
  return { known: histories.known, unknown: histories.unknown ?? states.unknown };
}

type Kind = "known" | "empty" | "unknown";

async function sort(
  databases: readonly FilePath[],
  kindOf: (database: FilePath) => Promise<Kind>,
): Promise<Sorted> {
  const kinds = new Map<FilePath, Kind>();
  for (const database of databases) kinds.set(database, await kindOf(database));
  const of = (kind: Kind): readonly FilePath[] => databases.filter((one) => kinds.get(one) === kind);
  return { known: of("known"), unknown: of("unknown")[0] ?? null };
}

const COLUMNS = `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m JOIN pragma_table_info(m.name) c
  WHERE m.type = 'table' ORDER BY 1, 2`;

async function kindOfHistory(view: View, database: FilePath): Promise<Kind> {
  const columns = await columnsOf(view, database);
  if (columns === null) return "unknown";
  const offsets = columns.filter(({ column }) => column.includes("offset"));
  const found = offsets.map(({ table, column }) => `${table}.${column}`);
  const known = TABLES.flatMap(({ table, offsets }) => offsets.map((column) => `${table}.${column}`));
  if (found.join() === known.toSorted().join()) return "known";
  const hasTable = columns.some(({ table: name }) => TABLES.some(({ table }) => table === name));
  return found.length === 0 && !hasTable ? "empty" : "unknown";
}

async function kindOfState(view: View, database: FilePath): Promise<Kind> {
  const columns = await columnsOf(view, database);
  if (columns === null) return "unknown";
  return columns.some(({ column }) => column.includes("byte_offset")) ? "unknown" : "empty";
}

interface Column {
  readonly table: string;
  /** In lower case, as SQLite compares it. */
  readonly column: string;
}

/** `null` when the database cannot be read. */
async function columnsOf(view: View, database: FilePath): Promise<readonly Column[] | null> {
  if (!view.can.sqlite) return null;
  return readable(async () => {
    const found: Column[] = [];
    for await (const { table, column } of view.query(database, COLUMNS))
      found.push({ table: String(table), column: String(column).toLowerCase() });
    return found;
  });
}

interface Wanted {
  readonly view: View;
  readonly databases: readonly FilePath[];
  readonly files: MovedFiles;
}

async function editsOf({ view, databases, files }: Wanted): Promise<MovedOffsets | UnknownOffsets> {
  const edits: RowsEdit[] = [];
  for (const database of databases) {
    for (const table of TABLES) {
      const changes = await changesOf({ view, database, table, files });
      if (changes === null) return unknownOffsets(database);
      const absent = absentIn(table, changes, files);
      if (changes.length + absent.length > 0)
        edits.push({ kind: "rows", group: GROUP, database, table: table.table, changes, absent });
    }
  }
  return { kind: "edits", edits };
}

/**
 * Files of which nothing is stored yet: a fork of such a thread stores it at any time (0.169 measured). Each file has one
 * row in the table with a key of one column; what is in the others comes with it.
 */
function absentIn({ key }: Table, changes: readonly RowChange[], files: MovedFiles): readonly RowKey[] {
  if (key.length > 1) return [];
  const stored = new Set(changes.map((change) => change.key["thread_id"]));
  return [...files.keys()]
    .filter((segment) => !stored.has(segment))
    .map((segment) => ({ thread_id: segment }));
}

interface WantedRows {
  readonly view: View;
  readonly database: FilePath;
  readonly table: Table;
  readonly files: MovedFiles;
}

/** `null` when a stored offset points into what is replaced, or the database cannot be read. */
async function changesOf({ view, database, table, files }: WantedRows): Promise<readonly RowChange[] | null> {
  const segments = [...files.keys()];
  const marks = segments.map(() => "?").join(", ");
  const columns = [...table.key, ...table.offsets].join(", ");
  const sql = `SELECT ${columns} FROM ${table.table} WHERE thread_id IN (${marks}) ORDER BY ${table.key.join(", ")}`;
  return readable(async () => {
    const changes: RowChange[] = [];
    for await (const row of view.query(database, sql, segments)) {
      const change = changeOf(table, row, files);
      if (change === null) return null;
      changes.push(change);
    }
    return changes;
  });
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

/** `null` also when SQLite cannot read it. */
async function readable<T>(look: () => Promise<T | null>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "database") throw error;
    return null;
  }
}
