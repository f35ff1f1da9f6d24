import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { at, type Json, parseJson, textAt } from "./json.ts";
import { rolloutFiles } from "./rollouts.ts";

/** Which line begins at a stored offset, counted from 0, or where inside a line it points. */
export type Pointed = Readonly<Record<string, number | string>>;

/**
 * Where every byte offset that Codex 0.148 on stores about a home points: three columns of `thread_history_1.sqlite` and
 * `history_base` on line 1 of forks and reverted segments (facts, section 3).
 */
export async function storedOffsets(codexHome: string): Promise<Pointed> {
  const segments = await readSegments(codexHome);
  const stored = [...basesOf(segments), ...rowsOf(join(codexHome, "thread_history_1.sqlite"))];
  return Object.fromEntries(
    stored.map(({ name, segment, offset }) => [name, lineAt(segments.get(segment), offset)]),
  );
}

interface StoredOffset {
  readonly name: string;
  /** The uuid that ends the name of the file that the offset is about. */
  readonly segment: string;
  readonly offset: number;
}

type Segments = ReadonlyMap<string, Buffer>;

async function readSegments(codexHome: string): Promise<Segments> {
  const files = await rolloutFiles(codexHome);
  const read = files.map(
    async (file) => [basename(file, ".jsonl").slice(-36), await readFile(join(codexHome, file))] as const,
  );
  return new Map(await Promise.all(read));
}

function basesOf(segments: Segments): readonly StoredOffset[] {
  return [...segments].flatMap(([segment, content]) => {
    const base = at(firstLine(content), "payload", "history_base");
    if (base === undefined) return [];
    const offset = Number(at(base, "end_byte_offset"));
    return [{ name: `base of ${segment}`, segment: textAt(base, "thread_id"), offset }];
  });
}

function firstLine(content: Buffer): Json {
  return parseJson(content.subarray(0, content.indexOf("\n")).toString("utf8"));
}

const ROWS = `
  SELECT 'begin of turn ' || turn_id AS name, thread_id AS segment, rollout_byte_offset AS offset FROM thread_turns
  UNION ALL SELECT 'end of turn ' || turn_id, thread_id, rollout_end_byte_offset FROM thread_turns
  UNION ALL SELECT 'next of', thread_id, next_rollout_byte_offset FROM thread_history_projection_state`;

function rowsOf(database: string): readonly StoredOffset[] {
  const open = new DatabaseSync(database, { readOnly: true });
  try {
    const rows = open.prepare(ROWS).all();
    return rows.map(({ name, segment, offset }) => ({
      name: `${String(name)} in ${String(segment)}`,
      segment: String(segment),
      offset: Number(offset),
    }));
  } finally {
    open.close();
  }
}

function lineAt(content: Buffer | undefined, offset: number): number | string {
  if (content === undefined) return "no such file";
  const before = content.subarray(0, offset).toString("latin1").split("\n");
  if (offset > content.length) return `${offset - content.length} bytes behind the end`;
  const rest = before.at(-1)?.length ?? 0;
  return rest === 0 ? before.length - 1 : `byte ${rest} of line ${before.length - 1}`;
}
