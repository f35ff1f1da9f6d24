import { spawn } from "node:child_process";
import { execPath } from "node:process";
import { DatabaseSync } from "node:sqlite";

/** A row of cc-switch's table, as far as it differs from the defaults. */
export interface CcSwitchRow {
  readonly id: string;
  readonly app: string;
  readonly name: string;
  readonly settings: object;
  readonly meta?: object;
  readonly category?: string;
}

/** The table as interop.md documents it, in WAL mode. */
const SCHEMA = `PRAGMA journal_mode = WAL; PRAGMA user_version = 17;
CREATE TABLE providers (id TEXT NOT NULL, app_type TEXT NOT NULL, name TEXT NOT NULL, settings_config TEXT NOT NULL,
  website_url TEXT, category TEXT, created_at INTEGER, sort_index INTEGER, notes TEXT, icon TEXT, icon_color TEXT,
  meta TEXT NOT NULL DEFAULT '{}', is_current BOOLEAN NOT NULL DEFAULT 0, in_failover_queue BOOLEAN NOT NULL DEFAULT 0,
  PRIMARY KEY (id, app_type));
CREATE TABLE mcp_servers (id TEXT PRIMARY KEY, server_config TEXT)`;

export function makeCcSwitchDatabase(path: string, rows: readonly CcSwitchRow[]): void {
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  insertInto(database, rows);
  database.close();
}

function insertInto(database: DatabaseSync, rows: readonly CcSwitchRow[]): void {
  const insert = database.prepare(
    "INSERT INTO providers (id, app_type, name, settings_config, meta, category, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  for (const [index, { id, app, name, settings, meta = {}, category = null }] of rows.entries())
    insert.run(id, app, name, JSON.stringify(settings), JSON.stringify(meta), category, index);
}

/** Another process has the database open, and has written what only its WAL holds, while `use` runs. */
export async function whileHeld(path: string, sql: string, use: () => Promise<void>): Promise<void> {
  const code = `
    const { DatabaseSync } = require("node:sqlite");
    const database = new DatabaseSync(${JSON.stringify(path)});
    database.exec("PRAGMA wal_autocheckpoint = 0");
    database.exec(${JSON.stringify(sql)});
    process.stdout.write("ready");
    process.stdin.resume();`;
  const child = spawn(execPath, ["-e", code], { stdio: ["pipe", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    await Promise.race([new Promise((resolve) => child.stdout.once("data", resolve)), ended]);
    await use();
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}
