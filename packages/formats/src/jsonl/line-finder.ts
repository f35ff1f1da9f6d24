/** A line that holds a needle. Its bytes are not kept: the caller reads them where they stand. */
export interface FoundLine {
  /** Counted from 1. */
  readonly number: number;
  /** Of its first byte in the file. */
  readonly offset: number;
  /** Without the `\n`; a `\r` before it counts. */
  readonly length: number;
}

/** Where a line begins. */
export type LineStart = {
  /** Counted from 1. */
  readonly number: number;
  readonly offset: number;
};

interface Pattern {
  readonly bytes: Buffer;
  /** Where it stands next in the chunk; `Infinity` when nowhere. */
  next: number;
}

const NEWLINE = 0x0a;

/**
 * Finds the lines of a file that hold one of several needles, chunk by chunk, without decoding or keeping them.
 *
 * Needles hold no `\n`. A needle `"name"` with both quotes finds the JSON string `name` and not a mention of it
 * inside another string, where the closing quote is written `\"`.
 */
export class LineFinder {
  readonly #patterns: readonly Pattern[];
  /** How many bytes of a needle can stand in an earlier chunk. */
  readonly #overlap: number;
  #number: number;
  #offset: number;
  #holdsNeedle = false;
  /** Of the file up to what was pushed last. */
  #length: number;
  /** The last bytes of the unfinished line. */
  #tail: Buffer = Buffer.alloc(0);

  /** The first push begins with the first byte of the line at `start`. */
  constructor(needles: readonly string[], start: LineStart = { number: 1, offset: 0 }) {
    this.#number = start.number;
    this.#offset = start.offset;
    this.#length = start.offset;
    this.#patterns = needles.map((needle) => ({ bytes: Buffer.from(needle), next: 0 }));
    this.#overlap = Math.max(1, ...this.#patterns.map(({ bytes }) => bytes.length)) - 1;
  }

  /** The line that is not finished yet; behind a final `\n` it is the one that an append would begin. */
  get unfinished(): LineStart {
    return { number: this.#number, offset: this.#offset };
  }

  /** Takes the next bytes of the file; returns the lines with a needle that end in them. */
  push(chunk: Uint8Array): readonly FoundLine[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const found: FoundLine[] = [];
    this.#lookFrom(bytes);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.#holdsNeedle ||= this.#standsBefore(end, { bytes, start });
      this.#finishLine(this.#length + end, found);
      start = end + 1;
    }
    this.#holdsNeedle ||= this.#standsBefore(bytes.length, { bytes, start });
    this.#keepTail(bytes, start);
    this.#length += bytes.length;
    return found;
  }

  /** Ends the file; returns its last line if that holds a needle and lacks its `\n`. */
  end(): readonly FoundLine[] {
    const found: FoundLine[] = [];
    this.#finishLine(this.#length, found);
    return found;
  }

  #lookFrom(bytes: Buffer): void {
    for (const pattern of this.#patterns) pattern.next = indexOf(bytes, pattern.bytes, 0);
    this.#holdsNeedle ||= this.#standsAcross(bytes);
  }

  /** Whether a needle begins in the tail and ends in the new bytes. */
  #standsAcross(bytes: Buffer): boolean {
    if (this.#tail.length === 0) return false;
    const newline = bytes.indexOf(NEWLINE);
    const end = Math.min(this.#overlap, newline < 0 ? bytes.length : newline);
    const seam = Buffer.concat([this.#tail, bytes.subarray(0, end)]);
    return this.#patterns.some((pattern) => seam.includes(pattern.bytes));
  }

  #standsBefore(end: number, { bytes, start }: { readonly bytes: Buffer; readonly start: number }): boolean {
    for (const pattern of this.#patterns) {
      if (pattern.next < start) pattern.next = indexOf(bytes, pattern.bytes, start);
    }
    return this.#patterns.some(({ next }) => next < end);
  }

  #finishLine(end: number, found: FoundLine[]): void {
    if (this.#holdsNeedle)
      found.push({ number: this.#number, offset: this.#offset, length: end - this.#offset });
    this.#number += 1;
    this.#offset = end + 1;
    this.#holdsNeedle = false;
    this.#tail = Buffer.alloc(0);
  }

  #keepTail(bytes: Buffer, start: number): void {
    const last = bytes.subarray(Math.max(start, bytes.length - this.#overlap));
    const line = Buffer.concat([this.#tail, last]);
    this.#tail = line.subarray(Math.max(0, line.length - this.#overlap));
  }
}

function indexOf(bytes: Buffer, needle: Buffer, from: number): number {
  const index = bytes.indexOf(needle, from);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}
