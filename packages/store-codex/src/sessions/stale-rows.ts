import { type FilePath, isSwitchError, type Notice, type Store, type View } from "@zcf/contract";
import { leftBehind } from "./codes.ts";
import { stateDatabases } from "./databases.ts";

/** A row of Codex's index that names another provider than the wanted one. */
export interface StaleRow {
  readonly database: FilePath;
  readonly provider: string;
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

interface Source {
  readonly view: View;
  readonly database: FilePath;
  readonly provider: string | null;
}

async function addRows(rows: Map<string, StaleRow[]>, source: Source): Promise<Notice | null> {
  const { view, database, provider } = source;
  if (!(await isKnownSchema(view, database))) return leftBehind("codex.state-schema-unknown", { database });
  for await (const { id, model_provider: current } of view.query(database, STALE, [provider])) {
    if (typeof id !== "string" || typeof current !== "string") continue;
    rows.set(id, [...(rows.get(id) ?? []), { database, provider: current }]);
  }
  return null;
}

const STALE = "SELECT id, model_provider FROM threads WHERE model_provider <> '' AND model_provider IS NOT ?";
const COLUMNS =
  "SELECT count(*) AS known FROM pragma_table_info('threads') WHERE name IN ('id', 'model_provider')";

async function isKnownSchema(view: View, database: FilePath): Promise<boolean> {
  for await (const { known } of view.query(database, COLUMNS)) return Number(known) === 2;
  return false;
}

async function noticeOf(database: FilePath, load: () => Promise<Notice | null>): Promise<Notice | null> {
  try {
    return await load();
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "database") throw error;
    return leftBehind("codex.state-unreadable", { database, reason: String(error.params["reason"] ?? "") });
  }
}
