import { dirname, isAbsolute, sep } from "node:path";
import { digest } from "../bytes/digest.ts";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { type Kept, LastingMemo } from "../view/memo.ts";
import { DIRECTORY_MODE } from "./layout.ts";

/** Where the memo of one home is kept; files below the home are named from there. */
export interface MemoPlace {
  readonly file: string;
  readonly home: string;
}

/** Of the whole file, and of the meaning of an identity. */
const VERSION = 1;

/** A file that is missing, unreadable, damaged or of another version means that everything is computed anew, no more. */
export function openMemo(disk: DiskReader, place: MemoPlace): LastingMemo {
  return new LastingMemo(disk, async () => decode(await contentOf(disk, place.file), place.home));
}

/** Keeps what is new for the next run; where the disk does not take it, that run computes it again. */
export async function saveMemo(disk: Disk, { file, home }: MemoPlace, memo: LastingMemo): Promise<void> {
  if (!memo.hasNews) return;
  try {
    const content = await encode(memo.entries(), home);
    await disk.makeDirectory(dirname(file), DIRECTORY_MODE);
    await disk.writeVolatile(file, content);
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

/**
 * First a line that holds the version and the digest of all that follows: the file is not fsynced, and after a crash of
 * the machine any part of it may be missing. Then a line for each result, its parts between tabs, which JSON does not
 * hold, so that a value is parsed only when somebody asks for it.
 */
async function encode(entries: AsyncIterable<Kept>, home: string): Promise<Uint8Array> {
  const lines: string[] = [];
  for await (const { file, key, identity, value } of entries)
    lines.push([JSON.stringify(placeOf(file, home)), JSON.stringify(key), identity, value].join("\t"));
  const body = Buffer.from(lines.join("\n"));
  return Buffer.concat([headOf(body), body]);
}

function decode(content: Uint8Array, home: string): readonly Kept[] {
  const body = Buffer.from(content.buffer, content.byteOffset, content.length).subarray(HEAD_BYTES);
  if (Buffer.compare(content.subarray(0, HEAD_BYTES), headOf(body)) !== 0 || body.length === 0) return [];
  return body
    .toString("utf8")
    .split("\n")
    .map((line) => toKept(line, home));
}

function toKept(line: string, home: string): Kept {
  const [place = "", key = "", identity = "", value = ""] = line.split("\t");
  return { file: fileOf(JSON.parse(place) as string, home), key: JSON.parse(key) as string, identity, value };
}

/** Always as long. */
function headOf(body: Uint8Array): Uint8Array {
  return Buffer.from(`${JSON.stringify({ v: VERSION, digest: digest(body) })}\n`);
}

const HEAD_BYTES = headOf(new Uint8Array()).length;

function placeOf(file: string, home: string): string {
  return file.startsWith(home + sep) ? file.slice(home.length + 1) : file;
}

function fileOf(place: string, home: string): string {
  return isAbsolute(place) ? place : home + sep + place;
}

async function contentOf(disk: DiskReader, file: string): Promise<Uint8Array> {
  try {
    return await disk.read(file);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return new Uint8Array();
  }
}
