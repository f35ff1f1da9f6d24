import { type FilePath, isSwitchError, type Notice, type Store, type View } from "@zcf/contract";
import { leftBehind } from "./codes.ts";
import { stateDatabases } from "./databases.ts";

/** A row of Codex's index that names another provider than the wanted one. */
export interface StaleRow {
  readonly database: FilePath;
  readonly provider: string;
  /** The model that the app-server resumes the thread with; `undefined` where the index does not keep it. */
  readonly model?: string | null;
}

export interface StaleRows {
  /** By thread id; one row for each database that holds the thread. */
  readonly rows: ReadonlyMap<string, readonly StaleRow[]>;
  /** About databases that could not be looked into. */
  readonly notices: readonly Notice[];
}

/**
 * The rows of `threads` that are not on the provider (with `null`: all rows), of every state database, with one query each.
 *
 * A row with `''` belongs to every provider, as its session does (0.142 and 0.169 measured), and is not stale.
 */
export async function loadStaleRows(store: Store, view: View, provider: string | null): Promise<StaleRows> {
  const databases = await stateDatabases(store, view);
  if (databases.length > 0 && !view.can.sqlite)
    return { rows: new Map(), notices: [leftBehind("codex.sqlite-unavailable", { databases })] };
  const rows = new Map<string, StaleRow[]>();
  const notices: Notice[] = [];
  for (const database of databases) {
    const notice = await noticeOf(database, () => addRows(rows, { view, database, provider }));
    if (notice !== null) notices.push(notice);
  }
  return { rows, notices };
}

/** Where rows are looked for, and which provider is none of theirs. */
interface Search {
  readonly view: View;
  readonly database: FilePath;
  readonly provider: string | null;
}

async function addRows(rows: Map<string, StaleRow[]>, search: Search): Promise<Notice | null> {
  const { view, database, provider } = search;
  const columns = await columnsOf(view, database);
  if (!columns.has("id") || !columns.has("model_provider"))
    return leftBehind("codex.state-schema-unknown", { database });
  const keepsModel = columns.has("model");
  for await (const row of view.query(database, staleSql(keepsModel), [provider])) {
    const { id, model_provider: current, model } = row;
    if (typeof id !== "string" || typeof current !== "string") continue;
    const stale = { database, provider: current };
    const isModel = typeof model === "string" || model === null;
    rows.set(id, [...(rows.get(id) ?? []), isModel ? { ...stale, model } : stale]);
  }
  return null;
}

function staleSql(keepsModel: boolean): string {
  const columns = keepsModel ? "id, model_provider, model" : "id, model_provider";
  return `SELECT ${columns} FROM threads WHERE model_provider <> '' AND model_provider IS NOT ?`;
}

async function columnsOf(view: View, database: FilePath): Promise<ReadonlySet<unknown>> {
  const found = new Set<unknown>();
  for await (const { name } of view.query(database, "SELECT name FROM pragma_table_info('threads')"))
    found.add(name);
  return found;
}

async function noticeOf(database: FilePath, load: () => Promise<Notice | null>): Promise<Notice | null> {
  try {
    return await load();
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "database") throw error;
    return leftBehind("codex.state-unreadable", { database, reason: String(error.params["reason"] ?? "") });
  }
}
