import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** A database that is made in one transaction and left as Codex leaves it: WAL mode, checkpointed. */
export class NewDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** `schema` is one of the `.sql` files beside this one, `.schema` of a database that 0.169.0 made. */
  constructor(file: string, schema: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL");
    this.#database.exec(readFileSync(join(import.meta.dirname, schema), "utf8"));
    this.#database.exec("BEGIN");
  }

  insert(table: string, row: Readonly<Record<string, SQLInputValue>>): void {
    const columns = Object.keys(row);
    const holes = columns.map(() => "?");
    const sql = `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${holes.join(", ")})`;
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    statement.run(...Object.values(row));
  }

  close(): void {
    this.#database.exec("COMMIT");
    this.#database.close();
  }
}

/** Codex stores most times in seconds. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
