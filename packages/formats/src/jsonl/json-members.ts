/** A member of an object: its decoded name, and the bytes [start, end) of its value. */
export interface Member {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The members of the object whose opening brace stands at `start`, in order.
 *
 * The bytes must be known to be valid JSON; then only brackets and strings matter, and a string of any length is one
 * search for its closing quote. A session's first line holds 20 kB of instructions, which a full parser reads
 * character by character (a quarter of what a switch without changes cost).
 */
export function* membersOf(bytes: Buffer, start: number): Generator<Member> {
  let at = skipSpace(bytes, start + 1);
  while (bytes[at] === QUOTE) {
    const nameEnd = endOfString(bytes, at);
    const name = JSON.parse(bytes.toString("utf8", at, nameEnd)) as string;
    // Behind the name stands a colon, with white space on either side.
    const value = skipSpace(bytes, skipSpace(bytes, nameEnd) + 1);
    const end = endOfValue(bytes, value);
    yield { name, start: value, end };
    at = skipSpace(bytes, end);
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number | undefined> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number | undefined> = new Set([0x5d, 0x7d]);
const SPACES: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (SPACES.has(bytes[at])) at += 1;
  return at;
}

function endOfString(bytes: Buffer, start: number): number {
  let quote = bytes.indexOf(QUOTE, start + 1);
  while (quote >= 0 && isEscaped(bytes, quote)) quote = bytes.indexOf(QUOTE, quote + 1);
  return quote < 0 ? bytes.length : quote + 1;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(bytes: Buffer, at: number): boolean {
  let before = at;
  while (bytes[before - 1] === BACKSLASH) before -= 1;
  return (at - before) % 2 === 1;
}

function endOfValue(bytes: Buffer, start: number): number {
  if (bytes[start] === QUOTE) return endOfString(bytes, start);
  return OPENING.has(bytes[start]) ? endOfNested(bytes, start) : endOfLiteral(bytes, start);
}

function endOfNested(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) at = endOfString(bytes, at) - 1;
    else if (OPENING.has(bytes[at])) depth += 1;
    else if (CLOSING.has(bytes[at])) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return bytes.length;
}

/** A number, `true`, `false` or `null`. */
function endOfLiteral(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== COMMA && !CLOSING.has(bytes[at]) && !SPACES.has(bytes[at]))
    at += 1;
  return at;
}
