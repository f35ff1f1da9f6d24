import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** What a program left behind of a home, counted. */
export interface Look {
  /** Files whose first line names the provider, by which Codex lists a session. */
  readonly listed: number;
  /** Settings events that name it; the last of a file decides where Codex goes on with it (0.145 on). */
  readonly events: number;
  /** Rows of the index. */
  readonly rows: number;
  /** Stored byte offsets that still point at the record they were stored for. */
  readonly offsets: number;
  /** Files that have the time they had, which Codex shows. */
  readonly times: number;
  /** The key of the provider is the one that `auth.json` sends. */
  readonly key: boolean;
  /** The provider is the one in `config.toml`. */
  readonly config: boolean;
  /** Bytes in the user's home beyond those of the Codex home as it was. */
  readonly extraBytes: number;
}

export interface Looking {
  readonly user: string;
  readonly home: string;
  readonly provider: string;
  readonly before: Original;
}

/** What the home was, to compare with. */
export interface Original {
  readonly bytes: number;
  readonly times: ReadonlyMap<string, number>;
}

export function originalOf(home: string): Original {
  const times = sessionFiles(home).map((file) => [file, statSync(join(home, file)).mtimeMs] as const);
  return { bytes: sizeOf(home), times: new Map(times) };
}

export function look({ user, home, provider, before }: Looking): Look {
  const files = sessionFiles(home);
  const contents = files.map((file) => readFileSync(join(home, file)));
  return {
    listed: contents.filter((content) => firstLine(content).includes(`"model_provider":"${provider}"`))
      .length,
    events: contents.reduce((sum, content) => sum + count(content, `"model_provider_id":"${provider}"`), 0),
    rows: countRows(home, provider),
    offsets: rightOffsets(
      home,
      new Map(files.map((file, index) => [threadOf(file), contents[index] ?? Buffer.alloc(0)])),
    ),
    times: files.filter((file) => statSync(join(home, file)).mtimeMs === before.times.get(file)).length,
    key: readFileSync(join(home, "auth.json"), "utf8").includes(`"OPENAI_API_KEY": "sk-${provider}"`),
    config: new RegExp(`^model_provider = "${provider}"$`, "m").test(
      readFileSync(join(home, "config.toml"), "utf8"),
    ),
    extraBytes: sizeOf(user) - before.bytes,
  };
}

function sessionFiles(home: string): readonly string[] {
  return globSync("{sessions/**,archived_sessions}/*.jsonl", { cwd: home });
}

/** The last 36 characters of its name. */
function threadOf(file: string): string {
  return basename(file, ".jsonl").slice(-36);
}

function firstLine(content: Buffer): string {
  return content.toString("utf8", 0, content.indexOf("\n"));
}

function count(content: Buffer, needle: string): number {
  let found = 0;
  for (let at = content.indexOf(needle); at >= 0; at = content.indexOf(needle, at + 1)) found += 1;
  return found;
}

function countRows(home: string, provider: string): number {
  const sql = "SELECT count(*) AS rows FROM threads WHERE model_provider = ?";
  return inDatabase(join(home, "state_5.sqlite"), (database) =>
    Number(database.prepare(sql).get(provider)?.["rows"]),
  );
}

/** Each line of a paginated file has an ordinal, and each stored offset was stored with one. */
function rightOffsets(home: string, contents: ReadonlyMap<string, Buffer>): number {
  const sql = "SELECT thread_id, rollout_byte_offset AS at, rollout_ordinal AS ordinal FROM thread_turns";
  return inDatabase(join(home, "thread_history_1.sqlite"), (database) => {
    const turns = database.prepare(sql).all();
    return turns.filter(({ thread_id: thread, at, ordinal }) => {
      const content = contents.get(String(thread)) ?? Buffer.alloc(0);
      const line = content.toString("utf8", Number(at), content.indexOf("\n", Number(at)));
      return ordinalOf(line) === ordinal;
    }).length;
  });
}

function ordinalOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { readonly ordinal?: unknown }).ordinal;
  } catch {
    return undefined;
  }
}

function inDatabase<T>(file: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return use(database);
  } finally {
    database.close();
  }
}

function sizeOf(directory: string): number {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
