import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { message, meta, rolloutName } from "./session-lines.ts";

/** A segment of paginated history to make up: a thread of its own, or the continuation of an earlier segment. */
export interface Segment {
  /** How it begins: on its own, as a fork of the segment with this number, or as a revert of it (the same thread). */
  readonly from: { readonly segment: number; readonly turn: number; readonly how: "fork" | "revert" } | null;
  readonly provider: string;
  /** A line of conversation in each turn, as long as it says; before some turns the settings are written once more. */
  readonly turns: readonly { readonly length: number; readonly settings: boolean }[];
  readonly archived: boolean;
  readonly compressed?: boolean;
}

/** A segment as it was written. */
export interface Written {
  readonly id: string;
  readonly thread: string;
  readonly file: string;
  /** The byte behind each turn. */
  readonly ends: readonly number[];
}

/** What a session file says, decoded where it is compressed. */
export async function readRollout(file: string): Promise<Buffer> {
  const content = await readFile(file);
  return file.endsWith(".zst") ? zstdDecompressSync(content) : content;
}

/** The part of Codex's schemas that tells where things are, as 0.169 makes it. */
const HISTORY = `
  CREATE TABLE thread_turns (thread_id TEXT NOT NULL, turn_id TEXT NOT NULL, rollout_ordinal INTEGER NOT NULL,
    rollout_byte_offset INTEGER, rollout_end_byte_offset INTEGER, PRIMARY KEY (thread_id, turn_id));
  CREATE TABLE thread_history_projection_state (thread_id TEXT PRIMARY KEY,
    next_rollout_byte_offset INTEGER NOT NULL, next_rollout_ordinal INTEGER NOT NULL);`;

/** Writes session files that point into each other, their projection and their index. */
export async function writeHistory(home: string, segments: readonly Segment[]): Promise<readonly Written[]> {
  await mkdir(join(home, "thread-writer-locks"), { recursive: true });
  const written: Written[] = [];
  for (const [index, segment] of segments.entries()) {
    const one = await writeSegment(home, { segment, index, earlier: written });
    written.push(one);
  }
  writeDatabases(home, segments, written);
  return written;
}

/** What a segment is written from. */
interface Draft {
  readonly segment: Segment;
  readonly index: number;
  readonly earlier: readonly Written[];
}

async function writeSegment(home: string, { segment, index, earlier }: Draft): Promise<Written> {
  const { from, provider, turns, archived } = segment;
  const parent = from === null ? null : earlier[from.segment];
  const id = uuid(index);
  const thread = from?.how === "revert" && parent ? parent.thread : id;
  const base = parent && from ? { history_base: baseOf(parent, from.turn) } : {};
  const lines = [meta(thread, provider, { history_mode: "paginated", ...base }), settingsLine(provider)];
  const ends: number[] = [];
  for (const turn of turns) {
    if (turn.settings) lines.push(settingsLine(provider));
    lines.push(message("é".repeat(turn.length)));
    ends.push(sizeOf(lines));
  }
  const place = archived ? "archived_sessions" : "sessions/2026/11/23";
  const plain = join(home, place, rolloutName(thread, id === thread ? undefined : id));
  const file = segment.compressed === true ? `${plain}.zst` : plain;
  await mkdir(dirname(file), { recursive: true });
  const content = lines.map((line) => `${line}\n`).join("");
  await writeFile(file, segment.compressed === true ? zstdCompressSync(content) : content);
  return { id, thread, file, ends };
}

function settingsLine(provider: string): string {
  const thread_settings = { model: "gpt-5.5", model_provider_id: provider };
  return JSON.stringify({ type: "event_msg", payload: { type: "thread_settings_applied", thread_settings } });
}

function baseOf({ id, ends }: Written, turn: number): Readonly<Record<string, unknown>> {
  return { thread_id: id, end_ordinal_exclusive: turn, end_byte_offset: ends[turn % ends.length] ?? 0 };
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

function writeDatabases(home: string, segments: readonly Segment[], written: readonly Written[]): void {
  const history = new DatabaseSync(join(home, "thread_history_1.sqlite"));
  const state = new DatabaseSync(join(home, "state_5.sqlite"));
  for (const database of [history, state]) database.exec("PRAGMA synchronous = OFF; BEGIN");
  history.exec(HISTORY);
  state.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL, model TEXT)");
  for (const [index, { id, thread, ends }] of written.entries()) {
    for (const [turn, end] of ends.entries())
      history
        .prepare("INSERT INTO thread_turns VALUES (?, ?, ?, ?, ?)")
        .run(id, `turn-${turn}`, turn, turn === 0 ? null : (ends[turn - 1] ?? 0), end);
    history
      .prepare("INSERT INTO thread_history_projection_state VALUES (?, ?, ?)")
      .run(id, ends.at(-1) ?? 0, ends.length);
    state
      .prepare("INSERT OR IGNORE INTO threads VALUES (?, ?, 'gpt-5.5')")
      .run(thread, segments[index]?.provider ?? "");
  }
  for (const database of [history, state]) {
    database.exec("COMMIT");
    database.close();
  }
}

function uuid(index: number): string {
  const hex = createHash("sha256").update(String(index)).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
