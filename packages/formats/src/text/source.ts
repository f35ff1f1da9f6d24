import { type Format, FormatError } from "./format-error.ts";
import { positionAt } from "./position.ts";

/** A decoded file. */
export interface Source {
  /** Without the byte order mark. */
  readonly text: string;
  /** Whether the file begins with a UTF-8 byte order mark. */
  readonly bom: boolean;
}

const BOM = "\uFEFF";
const BOM_BYTES = 3;
const encoder = new TextEncoder();

/** Decodes a file strictly. Throws a {@link FormatError} at the first byte that is not UTF-8. */
export function decode(content: Uint8Array, format: Format): Source {
  const text = decodeWhole(content);
  if (text === null) throw invalidUtf8(content, format);
  const bom = text.startsWith(BOM);
  return { text: bom ? text.slice(1) : text, bom };
}

/** The byte offset in the file of a UTF-16 offset in the text. */
export function byteOffset(source: Source, offset: number): number {
  return encode(source.text.slice(0, offset)).length + (source.bom ? BOM_BYTES : 0);
}

/** The UTF-8 bytes of a text. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

function decodeWhole(content: Uint8Array): string | null {
  try {
    return strictDecoder().decode(content);
  } catch {
    return null;
  }
}

function strictDecoder(): InstanceType<typeof TextDecoder> {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
}

function invalidUtf8(content: Uint8Array, format: Format): FormatError {
  const valid = validPrefix(content).replace(BOM, "");
  return new FormatError({ format, ...positionAt(valid, valid.length), reason: "invalid UTF-8" });
}

// The longest prefix that decodes; a character cut at its end counts as valid, and yields nothing.
function validPrefix(content: Uint8Array): string {
  let good = 0;
  let bad = content.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (prefix(content, middle) === null) bad = middle;
    else good = middle;
  }
  return prefix(content, good) ?? "";
}

function prefix(content: Uint8Array, length: number): string | null {
  try {
    return strictDecoder().decode(content.subarray(0, length), { stream: true });
  } catch {
    return null;
  }
}
