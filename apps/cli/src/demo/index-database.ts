import { join } from "node:path";
import type * as Sqlite from "node:sqlite";
import type { SampleSession } from "./sample-sessions.ts";
import { rolloutName } from "./sample-sessions.ts";

const INDEX = "state_5.sqlite";

/** The columns of Codex 0.169 that listing and resuming look at. */
const SCHEMA = `CREATE TABLE threads (
  id TEXT PRIMARY KEY, rollout_path TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  source TEXT NOT NULL, model_provider TEXT NOT NULL, cwd TEXT NOT NULL, title TEXT NOT NULL,
  sandbox_policy TEXT NOT NULL, approval_mode TEXT NOT NULL, archived INTEGER NOT NULL DEFAULT 0,
  cli_version TEXT NOT NULL DEFAULT '', first_user_message TEXT NOT NULL DEFAULT '', model TEXT,
  preview TEXT NOT NULL DEFAULT '', history_mode TEXT NOT NULL DEFAULT 'legacy')`;

const INSERT = `INSERT INTO threads VALUES (?, ?, ?, ?, 'exec', ?, '/home/demo/project', ?, 'read-only', 'never', ?, ?, ?,
  'gpt-5.5', ?, ?)`;

/** Makes Codex's session index; `false` where this Node has no SQLite. */
export async function writeIndex(codex: string, samples: readonly SampleSession[]): Promise<boolean> {
  const sqlite = await loadSqlite();
  if (sqlite === null) return false;
  const database = new sqlite.DatabaseSync(join(codex, INDEX));
  try {
    database.exec(`PRAGMA journal_mode = WAL; ${SCHEMA}`);
    const insert = database.prepare(INSERT);
    for (const sample of samples) insert.run(...rowOf(codex, sample));
  } finally {
    database.close();
  }
  return true;
}

/** How many sessions the index says each provider has; `null` where there is no index. */
export async function countIndex(codex: string): Promise<ReadonlyMap<string, number> | null> {
  const sqlite = await loadSqlite();
  if (sqlite === null) return null;
  const database = new sqlite.DatabaseSync(join(codex, INDEX), { readOnly: true });
  try {
    const rows = database
      .prepare("SELECT model_provider AS provider, count(*) AS count FROM threads GROUP BY 1 ORDER BY 1")
      .all();
    return new Map(rows.map(({ provider, count }) => [String(provider), Number(count)]));
  } finally {
    database.close();
  }
}

async function loadSqlite(): Promise<typeof Sqlite | null> {
  try {
    return await import("node:sqlite");
  } catch {
    return null;
  }
}

function rowOf(codex: string, sample: SampleSession): readonly (string | number)[] {
  const { id, started, title, provider, archived, shape } = sample;
  const seconds = Date.parse(`${started}Z`) / 1000;
  const version = shape === "legacy" ? "0.142.0" : "0.169.0";
  const path = join(codex, rolloutName(sample));
  return [id, path, seconds, seconds, provider, title, archived ? 1 : 0, version, title, title, shape];
}
