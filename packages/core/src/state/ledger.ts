import { dirname } from "node:path";
import type { Json, Memory } from "@zcf/contract";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { DIRECTORY_MODE } from "./layout.ts";
import { fromLines, toLine } from "./ndjson.ts";

/** What adapters remember of one home: a file of `{v, key, value}` lines, the last of a key counts, `null` forgets. */
export interface Ledger {
  recall(key: string): Promise<Json | null>;
  /** Durable when it returns. */
  remember(disk: Disk, memories: readonly Memory[]): Promise<void>;
}

export function openLedger(disk: DiskReader, file: string): Ledger {
  let entries: Promise<Map<string, Json>> | null = null;
  const load = (): Promise<Map<string, Json>> => (entries ??= readEntries(disk, file));
  return {
    recall: async (key) => (await load()).get(key) ?? null,
    remember: async (writer, memories) => {
      const known = await load();
      const fresh = memories.filter((memory) => isNews(known, memory));
      if (fresh.length === 0) return;
      await writer.makeDirectory(dirname(file), DIRECTORY_MODE);
      // The leading newline ends a line that an earlier crash may have torn.
      const lines = fresh.map(({ key, value }) => toLine({ v: 1, key, value }));
      await writer.append(file, Buffer.concat([Buffer.from("\n"), ...lines]));
      for (const { key, value } of fresh) known.set(key, value);
    },
  };
}

function isNews(known: ReadonlyMap<string, Json>, memory: Memory): boolean {
  const kept = known.get(memory.key) ?? null;
  if (memory.write === "first") return kept === null;
  return JSON.stringify(kept) !== JSON.stringify(memory.value);
}

async function readEntries(disk: DiskReader, file: string): Promise<Map<string, Json>> {
  if ((await disk.stat(file)) === null) return new Map();
  return new Map(entriesOf(await disk.read(file)));
}

/** The lines of a ledger, from 1 on, that say nothing, and are not what a crash left of one that counted for nothing yet. */
export function lostLines(content: Uint8Array): readonly number[] {
  const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString("utf8");
  return text.split("\n").flatMap((line, index) => {
    const says = entriesOf(Buffer.from(line)).length > 0;
    return says || line.trim() === "" || isTorn(line) ? [] : [index + 1];
  });
}

/** Each append begins with a newline, which ends a line that an earlier one could not end. */
function isTorn(line: string): boolean {
  const beginning = '{"v":1,"key":"';
  return beginning.startsWith(line.slice(0, beginning.length)) && !line.endsWith("}");
}

function entriesOf(content: Uint8Array): readonly (readonly [string, Json])[] {
  return fromLines(content).flatMap(toEntry);
}

function toEntry(line: Json): readonly (readonly [string, Json])[] {
  if (typeof line !== "object" || line === null || !("key" in line) || !("value" in line)) return [];
  const { key, value } = line;
  return typeof key === "string" && value !== undefined ? [[key, value]] : [];
}
