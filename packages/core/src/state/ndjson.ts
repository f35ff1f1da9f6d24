import type { Json } from "@zcf/contract";

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
  const lines = Buffer.from(content).toString("utf8").split("\n");
  return lines.flatMap((line) => parse(line));
}

function parse(line: string): readonly Json[] {
  try {
    return [JSON.parse(line) as Json];
  } catch {
    return [];
  }
}
