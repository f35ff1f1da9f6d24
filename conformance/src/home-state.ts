import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import { HOME_PREFIX } from "./codex-home.ts";
import { at, type Json, parseJson, textAt } from "./json.ts";
import type { Driven } from "./zcf.ts";

/** What of a home a switch may change, and what it may not, at one moment. */
export interface HomeState {
  /** Text and mode of `config.toml` and `auth.json`; null where there is none. */
  readonly pair: Readonly<Record<"config" | "auth", string | null>>;
  /** By thread: every provider that its files and its index rows name, each once. */
  readonly providers: Readonly<Record<string, readonly string[]>>;
  /** By file: mode, time to the microsecond, and the digest of every line, without the provider where it names one. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads all of it; `codexHome` is where this process sees the home. */
export async function homeState(home: Pick<Driven, "codexHome" | "config" | "auth">): Promise<HomeState> {
  const sessions = await readSessions(home.codexHome);
  const rows = await rowsOf(home.codexHome, await databasesIn(home.codexHome));
  return {
    pair: { config: await textOf(home.config), auth: await textOf(home.auth) },
    providers: providersOf(sessions, rows),
    files: Object.fromEntries(sessions.map(({ name, kept }) => [name, kept])),
  };
}

/** The pair that a home has once it is on another provider: what the switch announces, and no other byte. */
export function pairOn({ pair }: HomeState, keys: (id: string) => string, target: string): HomeState["pair"] {
  const { config, auth } = pair;
  return {
    config: config?.replace(/^model_provider = ".*"$/m, `model_provider = "${target}"`) ?? null,
    auth: auth?.replace(/"OPENAI_API_KEY": ".*"/, `"OPENAI_API_KEY": "${keys(target)}"`) ?? null,
  };
}

interface Session {
  readonly name: string;
  readonly thread: string;
  readonly providers: readonly string[];
  readonly kept: string;
}

interface ThreadRow {
  readonly id: string;
  readonly provider: string;
}

async function textOf(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  return `${(found.mode & 0o7777).toString(8)}\n${await readFile(file, "utf8")}`;
}

async function readSessions(codexHome: string): Promise<readonly Session[]> {
  const names = await namesIn(codexHome, (name) => /sessions\/.*\.jsonl(\.zst)?$/.test(name));
  return Promise.all(names.map((name) => readSession(codexHome, name)));
}

async function namesIn(folder: string, isWanted: (name: string) => boolean): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const names = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return names.filter(isWanted).toSorted();
}

async function readSession(codexHome: string, name: string): Promise<Session> {
  const file = join(codexHome, name);
  const { mode, mtimeNs } = await stat(file, { bigint: true });
  const raw = await readFile(file);
  const text = (name.endsWith(".zst") ? await promisify(zstdDecompress)(raw) : raw).toString("utf8");
  const lines = text.split("\n");
  const thread = textAt(parseJson(lines[0] ?? ""), "payload", "id");
  const kept = lines.map((line) => withoutProvider(line)).join("\n");
  const sha256 = createHash("sha256").update(kept).digest("hex");
  const providers = lines.flatMap((line) => providerOf(line, thread));
  return {
    name,
    thread,
    providers,
    kept: `${mode.toString(8)} ${mtimeNs / 1000n} ${lines.length} ${sha256}`,
  };
}

/** Numbers too: a stored offset moves with the file it points into (suite `killed-growth` looks at those). */
function withoutProvider(line: string): string {
  const place = placeOf(line);
  if (place === null) return line;
  const hidden = new Set([
    "model_provider",
    "model_provider_id",
    "original_model_provider",
    "end_byte_offset",
  ]);
  return JSON.stringify(parseJson(line), (name, value: Json) => (hidden.has(name) ? undefined : value));
}

/** Copies of another thread's lines, as forks have them, stay as they are. */
function providerOf(line: string, thread: string): readonly string[] {
  const place = placeOf(line);
  if (place === null || (place.thread !== undefined && place.thread !== thread)) return [];
  return typeof place.provider === "string" ? [place.provider] : [];
}

interface Place {
  readonly thread: Json | undefined;
  readonly provider: Json | undefined;
}

function placeOf(line: string): Place | null {
  if (!line.includes("session_meta") && !line.includes("thread_settings_applied")) return null;
  const parsed = parseJson(line);
  const payload = at(parsed, "payload");
  if (at(parsed, "type") === "session_meta")
    return { thread: at(payload, "id"), provider: at(payload, "model_provider") };
  if (at(payload, "type") !== "thread_settings_applied") return null;
  const provider = at(payload, "thread_settings", "model_provider_id");
  return { thread: at(payload, "thread_id"), provider };
}

function databasesIn(codexHome: string): Promise<readonly string[]> {
  return namesIn(codexHome, (name) => /^state_\d+\.sqlite$/.test(name));
}

/** Of a copy: to be read only would still make files beside it, and SQLite follows `/proc/<pid>/root` to our own root. */
async function rowsOf(codexHome: string, names: readonly string[]): Promise<readonly ThreadRow[]> {
  const folder = await mkdtemp(join(tmpdir(), HOME_PREFIX));
  try {
    for (const name of names)
      for (const end of ["", "-wal"]) await copyIfThere(codexHome, folder, `${name}${end}`);
    return names.flatMap((name) => threadsIn(join(folder, basename(name))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function copyIfThere(from: string, to: string, name: string): Promise<void> {
  const file = join(from, name);
  if (existsSync(file)) await copyFile(file, join(to, basename(name)));
}

function threadsIn(file: string): readonly ThreadRow[] {
  const database = new DatabaseSync(file);
  try {
    const rows = database.prepare("SELECT id, model_provider AS provider FROM threads").all();
    return rows.map(({ id, provider }) => ({ id: String(id), provider: String(provider) }));
  } finally {
    database.close();
  }
}

function providersOf(
  sessions: readonly Session[],
  rows: readonly ThreadRow[],
): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  const note = (id: string, provider: string): void =>
    void found.set(id, (found.get(id) ?? new Set()).add(provider));
  for (const { thread, providers } of sessions) for (const provider of providers) note(thread, provider);
  for (const { id, provider } of rows) note(id, provider);
  return Object.fromEntries([...found].map(([id, providers]) => [id, [...providers].toSorted()]));
}
