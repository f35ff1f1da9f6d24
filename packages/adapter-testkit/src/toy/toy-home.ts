import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Times long ago, so that a file that was written shows. */
const THEN = new Date("2024-05-06T07:08:09.123Z");

/** A home of the toy tool, on target `alpha`, with a database when the running Node has SQLite. */
export async function makeToyHome(home: string, notes: number): Promise<void> {
  await mkdir(join(home, "notes"), { recursive: true });
  await put(join(home, "config.txt"), "# my config\r\ntarget=alpha\ncolour=blue\n", 0o640);
  for (let index = 0; index < notes; index += 1) {
    await put(join(home, "notes", `n${index}.txt`), `owner=alpha\nfirst line of ${index}\nlast line`, 0o644);
  }
  await makeIndex(join(home, "index.sqlite"), notes);
}

async function put(path: string, text: string, mode: number): Promise<void> {
  await writeFile(path, text, { mode });
  await utimes(path, THEN, THEN);
}

async function makeIndex(path: string, notes: number): Promise<void> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(path);
  database.exec("CREATE TABLE notes (id TEXT PRIMARY KEY, owner TEXT NOT NULL)");
  for (let index = 0; index < notes; index += 1) {
    database.prepare("INSERT INTO notes VALUES (?, 'alpha')").run(`n${index}`);
  }
  database.close();
}

/** Who owns each note by the database. */
export async function readOwners(home: string): Promise<ReadonlyMap<string, string>> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(join(home, "index.sqlite"), { readOnly: true });
  const rows = database.prepare("SELECT id, owner FROM notes ORDER BY id").all();
  database.close();
  return new Map(rows.map((row) => [String(row["id"]), String(row["owner"])]));
}
