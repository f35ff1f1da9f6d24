import { createHash } from "node:crypto";
import { dirname, isAbsolute, sep } from "node:path";
import { digest } from "../bytes/digest.ts";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { type Kept, LastingMemo, type Recalled, type Topic } from "../view/memo.ts";
import { DIRECTORY_MODE } from "./layout.ts";

/** Where the memo of one home is kept; files below the home are named from there. */
export interface MemoPlace {
  readonly file: string;
  readonly home: string;
}

/** Of the whole file, and of the meaning of an identity. */
const VERSION = 1;

/** A file that is missing, unreadable, damaged or of another version means that everything is computed anew, no more. */
export function openMemo(disk: DiskReader, { file, home }: MemoPlace): LastingMemo {
  return new LastingMemo(disk, async () => new MemoFile(await contentOf(disk, file), home));
}

/** Keeps what is new for the next run; where the disk does not take it, that run computes it again. */
export async function saveMemo(disk: Disk, { file, home }: MemoPlace, memo: LastingMemo): Promise<void> {
  if (!memo.hasNews) return;
  try {
    await disk.makeDirectory(dirname(file), DIRECTORY_MODE);
    await disk.writeVolatile(file, encode(memo.entries(), home));
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

/** How many lines are written at once. */
const LINES = 256;

/**
 * A line for each result, its parts between tabs, which JSON does not hold; at the end a line with the version and the
 * digest of all that stands before: the file is not fsynced, and a crash of the machine may leave any part of it out.
 */
async function* encode(entries: AsyncIterable<Topic & Kept>, home: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let lines: string[] = [];
  for await (const { file, key, identity, value } of entries) {
    lines.push(`${headOf({ file, key }, home)}\t${identity}\t${value}\n`);
    if (lines.length < LINES) continue;
    yield fed(hash, lines);
    lines = [];
  }
  yield fed(hash, lines);
  yield Buffer.from(endOf(hash.digest("hex")));
}

function fed(hash: ReturnType<typeof createHash>, lines: readonly string[]): Uint8Array {
  const bytes = Buffer.from(lines.join(""));
  hash.update(bytes);
  return bytes;
}

/** Always as long. */
function endOf(digestOfLines: string): string {
  return `${JSON.stringify({ v: VERSION, digest: digestOfLines })}\n`;
}

/**
 * A memo file in memory: its bytes, and where the line of each result begins.
 *
 * A line becomes strings when somebody asks for it; those of 10,000 sessions would be ten times as much as they need.
 */
class MemoFile implements Recalled {
  readonly #lines: Buffer;
  readonly #home: string;
  readonly #starts = new Map<string, number>();

  constructor(content: Uint8Array, home: string) {
    this.#home = home;
    this.#lines = linesOf(content);
    const { length } = this.#lines;
    for (let start = 0; start < length; start = this.#lines.indexOf("\n", start) + 1)
      this.#starts.set(this.#head(start), start);
  }

  find(topic: Topic): Kept | undefined {
    const head = headOf(topic, this.#home);
    const start = this.#starts.get(head);
    if (start === undefined) return undefined;
    const line = this.#lines.toString("utf8", start, this.#lines.indexOf("\n", start));
    const [identity = "", value = ""] = line.slice(head.length + 1).split("\t");
    return { identity, value };
  }

  *topics(): Generator<Topic> {
    for (const head of this.#starts.keys()) yield topicOf(head, this.#home);
  }

  #head(start: number): string {
    const end = this.#lines.indexOf("\t", this.#lines.indexOf("\t", start) + 1);
    return this.#lines.toString("utf8", start, end);
  }
}

/** Nothing when the end does not fit. */
function linesOf(content: Uint8Array): Buffer {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  const lines = bytes.subarray(0, Math.max(0, bytes.length - END_BYTES));
  return bytes.toString("utf8", lines.length) === endOf(digest(lines)) ? lines : Buffer.alloc(0);
}

const END_BYTES = endOf(digest(new Uint8Array())).length;

/** What a line begins with. */
function headOf({ file, key }: Topic, home: string): string {
  const place = file.startsWith(home + sep) ? file.slice(home.length + 1) : file;
  return `${JSON.stringify(place)}\t${JSON.stringify(key)}`;
}

function topicOf(head: string, home: string): Topic {
  const [place, key] = head.split("\t").map((part) => JSON.parse(part) as string);
  if (place === undefined || key === undefined) throw new Error("a line of a memo has two names");
  return { file: isAbsolute(place) ? place : home + sep + place, key };
}

async function contentOf(disk: DiskReader, file: string): Promise<Uint8Array> {
  try {
    return await disk.read(file);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return new Uint8Array();
  }
}
