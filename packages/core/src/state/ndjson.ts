import type { Json } from "@zcf/contract";

const NEWLINE = 0x0a;

/** One JSON value as a line. */
export function toLine(value: Json): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

/**
 * The values of a file of lines that was only ever appended to.
 *
 * A line that is not whole JSON was torn by a crash while it was appended: it was never acted upon, and is left out.
 */
export function fromLines(content: Uint8Array): readonly Json[] {
  const values: Json[] = [];
  // Line by line: all of it may be more than a string can hold (512 MB).
  for (let start = 0; start < content.length; ) {
    const found = content.indexOf(NEWLINE, start);
    const end = found === -1 ? content.length : found;
    if (end > start) values.push(...parse(content.subarray(start, end)));
    start = end + 1;
  }
  return values;
}

function parse(line: Uint8Array): readonly Json[] {
  try {
    return [JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.length).toString("utf8")) as Json];
  } catch {
    return [];
  }
}
