import type { FilePath, View } from "@zcf/contract";
import { type FoundLine, LineFinder, type StringSlot, slotValue } from "@zcf/formats";
import { NEEDLES, type RolloutRecord, readRecord } from "./record.ts";

/** One place of a session file that names a provider; its offset counts from the file's start. */
export type ProviderSlot = StringSlot & {
  readonly of: "meta" | "settings";
  readonly line: number;
};

/** What a session file says about itself and its providers; it depends on the file's bytes alone. */
export type SessionScan = {
  readonly kind: "session";
  readonly thread: string;
  /** `history_mode` of the first line. */
  readonly history: string;
  /** The first line's provider; `null` where it names none. */
  readonly provider: string | null;
  /** The first line's `original_model_provider`. */
  readonly original: string | null;
  /** Whether that field is there, with whatever value. */
  readonly noted: boolean;
  /** In the order they stand. */
  readonly slots: readonly ProviderSlot[];
  /** Lines that looked like one of ours and are no JSON. */
  readonly malformed: number;
};

export type RolloutScan =
  | SessionScan
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable"; readonly line: number };

type Located = RolloutRecord & { readonly line: number; readonly offset: number };

interface Chunk {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** How much is read at once, in bytes; most session files are smaller. */
const CHUNK = 1 << 18;

/** The scan of a session file, from the view's memory where the file is still the same. */
export function scanned(view: View, file: FilePath): Promise<RolloutScan> {
  return view.memo(file, "slots", () => scanRollout(view, file));
}

/**
 * Finds every provider of a session file, in memory of one chunk and one line.
 *
 * Counted are `session_meta` lines of the thread itself (forks hold copies of their parent's, which Codex does not go
 * by) and every `thread_settings_applied` event: of those the last one decides, whichever thread it names, because
 * Codex copies them into forks and looks at no id (0.148 writes none; 0.169 measured).
 */
export async function scanRollout(view: View, file: FilePath): Promise<RolloutScan> {
  const finder = new LineFinder(NEEDLES);
  const records: Located[] = [];
  let size = 0;
  for await (const chunk of chunksOf(view, file)) {
    for (const line of finder.push(chunk.bytes))
      records.push(locate(line, await bytesOf(view, file, { line, chunk })));
    size += chunk.bytes.length;
  }
  for (const line of finder.end()) records.push(locate(line, await view.read(file, line)));
  return size === 0 ? { kind: "empty" } : summarise(records);
}

async function* chunksOf(view: View, file: FilePath): AsyncIterable<Chunk> {
  for (let offset = 0; ; offset += CHUNK) {
    const bytes = await view.read(file, { offset, length: CHUNK });
    yield { offset, bytes };
    if (bytes.length < CHUNK) return;
  }
}

async function bytesOf(
  view: View,
  file: FilePath,
  { line, chunk }: { readonly line: FoundLine; readonly chunk: Chunk },
): Promise<Uint8Array> {
  const start = line.offset - chunk.offset;
  return start < 0 ? view.read(file, line) : chunk.bytes.subarray(start, start + line.length);
}

function locate(line: FoundLine, bytes: Uint8Array): Located {
  return { ...readRecord(bytes), line: line.number, offset: line.offset };
}

function summarise(records: readonly Located[]): RolloutScan {
  const [first] = records;
  if (first?.kind !== "meta" || first.line !== 1) return { kind: "unreadable", line: 1 };
  const ambiguous = records.find(({ kind }) => kind === "ambiguous");
  if (ambiguous !== undefined) return { kind: "unreadable", line: ambiguous.line };
  return {
    kind: "session",
    thread: first.thread,
    history: first.history,
    provider: first.provider === null ? null : slotValue(first.provider),
    original: first.original === null ? null : slotValue(first.original),
    noted: first.noted,
    slots: records.flatMap((record) => slotsOf(record, first.thread)),
    malformed: records.filter(({ kind }) => kind === "malformed").length,
  };
}

function slotsOf(record: Located, thread: string): readonly ProviderSlot[] {
  if (record.kind !== "meta" && record.kind !== "settings") return [];
  if (record.provider === null || (record.kind === "meta" && record.thread !== thread)) return [];
  const { provider, kind: of, line } = record;
  return [{ ...provider, offset: record.offset + provider.offset, of, line }];
}
