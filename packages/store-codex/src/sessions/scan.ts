import type { FilePath, View } from "@zcf/contract";
import { type FoundLine, LineFinder, type LineStart, type Slot, slotText, TextFinder } from "@zcf/formats";
import { type HistoryBase, NEEDLES, type RolloutRecord, readRecord } from "./record.ts";

/** One place of a session file that names a provider; its offset counts from the file's start. */
export type ProviderSlot = Slot & {
  readonly of: "meta" | "settings";
  readonly line: number;
};

/** Where a file says which other one it continues, and from which byte on. */
export type Base = {
  /** The other file's segment id. */
  readonly segment: string;
  /** Of the line that says it. */
  readonly offset: number;
  /** Holds the byte at which the inherited history ends, and counts from the file's start; `null` where we cannot tell. */
  readonly end: Slot | null;
};

/** What a session file says about itself and its providers; it depends on the file's bytes alone. */
export type SessionScan = {
  readonly kind: "session";
  readonly thread: string;
  /** `history_mode` of the first line. */
  readonly history: string;
  /** The first line's `original_model_provider`. */
  readonly original: string | null;
  /** Whether that field is there, with whatever value. */
  readonly noted: boolean;
  /** In the order they stand. */
  readonly slots: readonly ProviderSlot[];
  /** In the order they stand; `null` when it cannot be told which file one of them names. */
  readonly bases: readonly Base[] | null;
  /** Whether it holds reasoning that only the backend that wrote it can read. */
  readonly sealed: boolean;
  /** Of the first line, in bytes, without its `\n`. */
  readonly head: number;
  /** Bytes. */
  readonly size: number;
  /** Where a scan of what is appended later begins. */
  readonly next: LineStart;
};

/** A file that we and Codex may not read alike. */
export type UnreadableScan = {
  readonly kind: "unreadable";
  readonly line: number;
  /** As in a session's scan; none where line 1 is no `session_meta`, because Codex takes such a file for no session. */
  readonly bases: readonly Base[] | null;
};

export type RolloutScan = SessionScan | UnreadableScan | { readonly kind: "empty" };

/** A record and where its line stands. */
export type Located = RolloutRecord & {
  readonly line: number;
  readonly offset: number;
  readonly length: number;
};

/** What was found from a line of a file to its end. */
export interface FoundRecords {
  readonly records: readonly Located[];
  readonly sealed: boolean;
  /** Of the whole file, in bytes. */
  readonly size: number;
  readonly next: LineStart;
}

interface Chunk {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** How much is read at once, in bytes; most session files are smaller. */
const CHUNK = 1 << 18;

/** As Codex writes it, without a space; `null` stands there for reasoning that was not sealed. */
const SEALED = '"encrypted_content":"';

/**
 * Finds every provider of a session file, in memory of one chunk and one line.
 *
 * Counted are `session_meta` lines of the thread itself (forks hold copies of their parent's, which Codex does not go
 * by) and every `thread_settings_applied` event: of those the last one decides, whichever thread it names, because
 * Codex copies them into forks and looks at no id (0.148 writes none; 0.169 measured).
 */
export async function scanRollout(view: View, file: FilePath): Promise<RolloutScan> {
  const found = await findRecords(view, file, { number: 1, offset: 0 });
  return found.size === 0 ? { kind: "empty" } : summarise(found);
}

/** Finds the records from a line on; conversation lines are passed over undecoded. */
export async function findRecords(view: View, file: FilePath, start: LineStart): Promise<FoundRecords> {
  const finder = new LineFinder(NEEDLES, start);
  const sealed = new TextFinder(SEALED);
  const records: Located[] = [];
  let size = start.offset;
  for await (const chunk of chunksOf(view, file, start.offset)) {
    for (const line of finder.push(chunk.bytes))
      records.push(locate(line, await bytesOf(view, file, { line, chunk })));
    sealed.push(chunk.bytes);
    size += chunk.bytes.length;
  }
  const next = finder.unfinished;
  for (const line of finder.end()) records.push(locate(line, await view.read(file, line)));
  return { records, sealed: sealed.found, size, next };
}

async function* chunksOf(view: View, file: FilePath, start: number): AsyncIterable<Chunk> {
  for (let offset = start; ; offset += CHUNK) {
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
  return { ...readRecord(bytes), line: line.number, offset: line.offset, length: line.length };
}

function summarise({ records, ...found }: FoundRecords): RolloutScan {
  const [first] = records;
  if (first?.line === 1 && first.kind === "meta")
    return ambiguousIn(records, first.thread) ?? sessionOf(first, records, found);
  const unknown = first?.line === 1 ? ambiguousIn([first], null) : null;
  return unknown ?? { kind: "unreadable", line: 1, bases: [] };
}

type First = Extract<Located, { readonly kind: "meta" }>;

function sessionOf(
  { thread, history, noted, original, length }: First,
  records: readonly Located[],
  found: Omit<FoundRecords, "records">,
): SessionScan {
  return {
    kind: "session",
    thread,
    history,
    original: original === null ? null : slotText(original),
    noted,
    slots: records.flatMap((record) => slotsOf(record, thread)),
    bases: basesOf(records, thread),
    head: length,
    ...found,
  };
}

/** Why a file cannot be relied on, by the first record that we and Codex may read differently; `null` without one. */
export function ambiguousIn(records: readonly Located[], thread: string | null): UnreadableScan | null {
  const found = records.find(({ kind }) => kind === "ambiguous");
  return found === undefined
    ? null
    : { kind: "unreadable", line: found.line, bases: basesOf(records, thread) };
}

/** The provider that a record names, if it is one that counts for the thread. */
export function slotsOf(record: Located, thread: string): readonly ProviderSlot[] {
  if (record.kind !== "meta" && record.kind !== "settings") return [];
  if (record.provider === null || (record.kind === "meta" && record.thread !== thread)) return [];
  const { provider, kind: of, line } = record;
  return [{ ...provider, offset: record.offset + provider.offset, of, line }];
}

/** What the thread's own lines say that they continue; `null` where one of them cannot be told. */
export function basesOf(records: readonly Located[], thread: string | null): readonly Base[] | null {
  const found: Base[] = [];
  for (const record of records) {
    const base = ownBase(record, thread);
    if (base === "unknown") return null;
    if (base !== null) found.push(locateBase(base, record.offset));
  }
  return found;
}

/** A line that cannot be read for certain may be the thread's own. */
function ownBase(record: Located, thread: string | null): HistoryBase | "unknown" | null {
  if (record.kind === "ambiguous") return record.base;
  return record.kind === "meta" && record.thread === thread ? record.base : null;
}

function locateBase({ segment, end }: HistoryBase, offset: number): Base {
  return { segment, offset, end: end === null ? null : { ...end, offset: offset + end.offset } };
}

/** The provider that the first line names, by which Codex lists the session; `null` where it names none. */
export function listedProvider({ slots }: SessionScan): string | null {
  const first = slots.find(({ of, line }) => of === "meta" && line === 1);
  return first === undefined ? null : slotText(first);
}

/** The provider a session is listed with: that of its newest file; `scans` as they were written. */
export function listedIn(scans: readonly SessionScan[]): string | null {
  const newest = scans.at(-1);
  return newest === undefined ? null : listedProvider(newest);
}
