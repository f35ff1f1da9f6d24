import { mkdir, mkdtemp, realpath, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { onTestFinished } from "vitest";
import { HOME_PREFIX } from "./codex-home.ts";
import { scrubbed } from "./environment.ts";
import { keyNameOf, storedKeys } from "./providers.ts";
import type { Driven } from "./zcf.ts";

/** What a made-up home is made of. */
export interface MadeHomeOptions {
  /** The first is active. */
  readonly providers: readonly string[];
  readonly sessions: number;
}

/** A session of a made-up home. */
interface Session {
  readonly id: string;
  readonly number: number;
  readonly provider: string;
  readonly file: string;
}

const DAY = "2026-09-01";
const STARTED_S = Date.parse(`${DAY}T00:00:00Z`) / 1000;
// A conversation of some size, so that a full disk is met inside of a file too.
const ANSWER = "Here is what I found, and what I would change. ".repeat(60);

/**
 * A Codex-shaped home that no Codex has made, for what needs none: config with keys in `auth.json`, sessions in the shapes of
 * 0.142 and 0.169 (every fifth one archived), and their index. Removed when the running test ends.
 */
export async function madeHomeForTest(options: MadeHomeOptions): Promise<Driven> {
  const root = await realpath(await mkdtemp(join(tmpdir(), HOME_PREFIX)));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const home = drivenIn(root);
  await fillHome(home.codexHome, options);
  return home;
}

/** Where everything of a private home lies below its folder, and the environment that says so. */
function drivenIn(root: string): Driven {
  const userHome = join(root, "user");
  const places = { userHome, codexHome: join(userHome, ".codex"), zcfHome: join(userHome, ".zcf") };
  const [config, auth] = ["config.toml", "auth.json"].map((name) => join(places.codexHome, name));
  return { root, ...places, env: scrubbed(places), config: config ?? "", auth: auth ?? "" };
}

async function fillHome(codexHome: string, options: MadeHomeOptions): Promise<void> {
  const [active = ""] = options.providers;
  await mkdir(codexHome, { recursive: true });
  await writeFile(join(codexHome, "config.toml"), configOf(options.providers), { mode: 0o600 });
  const keys = `${JSON.stringify(storedKeys(options.providers, active), null, 2)}\n`;
  await writeFile(join(codexHome, "auth.json"), keys, { mode: 0o600 });
  const numbers = Array.from({ length: options.sessions }, (_, number) => number);
  const sessions = numbers.map((number) => sessionOf(number, active));
  for (const session of sessions) await writeSession(codexHome, session);
  writeIndex(codexHome, sessions);
}

function configOf(providers: readonly string[]): string {
  const tables = providers.map((id) =>
    [
      `[model_providers.${id}]`,
      `name = "${id}"`,
      `base_url = "https://api.${id}.example/v1"`,
      'wire_api = "responses"',
      `temp_env_key = "${keyNameOf(id)}"`,
      "requires_openai_auth = true",
      "",
    ].join("\n"),
  );
  return [`model_provider = "${providers[0]}"`, 'model = "gpt-5.5"', "", ...tables].join("\n");
}

function sessionOf(number: number, provider: string): Session {
  const id = `019f0a11-3c00-7a10-8a10-${String(number).padStart(12, "0")}`;
  const name = `rollout-${DAY}T00-00-${String(number).padStart(2, "0")}-${id}.jsonl`;
  const folder = number % 5 === 4 ? "archived_sessions" : `sessions/${DAY.replaceAll("-", "/")}`;
  return { id, number, provider, file: `${folder}/${name}` };
}

async function writeSession(codexHome: string, session: Session): Promise<void> {
  const file = join(codexHome, session.file);
  const lines = session.number % 3 === 1 ? paginatedLines(session) : legacyLines(session);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
  await utimes(file, STARTED_S + session.number, STARTED_S + session.number + 0.123456);
}

function legacyLines(session: Session): readonly object[] {
  const timestamp = `${DAY}T00:00:00.000Z`;
  return [
    { timestamp, type: "session_meta", payload: metaOf(session, "0.142.0") },
    { timestamp, type: "event_msg", payload: { type: "user_message", message: questionOf(session) } },
    { timestamp, type: "event_msg", payload: { type: "agent_message", message: ANSWER, phase: null } },
  ];
}

function paginatedLines(session: Session): readonly object[] {
  const settings = { model: "gpt-5.5", model_provider_id: session.provider, approval_policy: "never" };
  const applied = { type: "thread_settings_applied", thread_id: session.id, thread_settings: settings };
  const content = [{ type: "output_text", text: ANSWER }];
  const payloads = [
    { type: "session_meta", payload: { ...metaOf(session, "0.169.0"), history_mode: "paginated" } },
    { type: "event_msg", payload: applied },
    { type: "event_msg", payload: { type: "user_message", message: questionOf(session) } },
    { type: "response_item", payload: { type: "message", role: "assistant", content } },
  ];
  return payloads.map((line, ordinal) => ({ timestamp: `${DAY}T00:00:00.000Z`, ordinal, ...line }));
}

function questionOf({ number }: Session): string {
  return `question ${number}`;
}

function metaOf({ id, provider }: Session, version: string): object {
  const told = { timestamp: `${DAY}T00:00:00.000Z`, cwd: "/project", originator: "codex_exec" };
  const source = { cli_version: version, source: "exec", thread_source: "user" };
  return { session_id: id, id, ...told, ...source, model_provider: provider };
}

// The columns of Codex 0.169 that listing and resuming look at.
const SCHEMA = `CREATE TABLE threads (
  id TEXT PRIMARY KEY, rollout_path TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  source TEXT NOT NULL, model_provider TEXT NOT NULL, cwd TEXT NOT NULL, title TEXT NOT NULL,
  sandbox_policy TEXT NOT NULL, approval_mode TEXT NOT NULL, archived INTEGER NOT NULL DEFAULT 0,
  cli_version TEXT NOT NULL DEFAULT '', first_user_message TEXT NOT NULL DEFAULT '', model TEXT,
  preview TEXT NOT NULL DEFAULT '', history_mode TEXT NOT NULL DEFAULT 'legacy')`;

const INSERT = `INSERT INTO threads VALUES (?, ?, ?, ?, 'exec', ?, '/project', ?, 'read-only', 'never', ?, '0.169.0', ?,
  'gpt-5.5', ?, ?)`;

function writeIndex(codexHome: string, sessions: readonly Session[]): void {
  const database = new DatabaseSync(join(codexHome, "state_5.sqlite"));
  try {
    database.exec(`PRAGMA journal_mode = WAL; ${SCHEMA}; BEGIN`);
    const insert = database.prepare(INSERT);
    for (const session of sessions) insert.run(...rowOf(codexHome, session));
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}

function rowOf(codexHome: string, session: Session): readonly (string | number)[] {
  const { id, provider, file, number } = session;
  const [seconds, text] = [STARTED_S + number, questionOf(session)];
  const mode = number % 3 === 1 ? "paginated" : "legacy";
  const archived = number % 5 === 4 ? 1 : 0;
  return [id, join(codexHome, file), seconds, seconds, provider, text, archived, text, text, mode];
}
