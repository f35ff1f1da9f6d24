import type * as zlib from "node:zlib";

/** More than this is not decoded at once, in bytes. */
const LARGEST = 1 << 29;

/** What Node's `info` option gives besides the decoded bytes. */
interface Decoded {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Decodes one whole Zstandard frame.
 *
 * Node stops behind the first of several frames and takes a frame that is cut off for a short one, both without a word
 * (22.23 measured): one byte more than there is shows where it stopped. Throws for anything but one whole frame.
 */
export function decodeZstd(content: Uint8Array, { zstdDecompressSync }: typeof zlib): Uint8Array {
  const oneMore = Buffer.concat([content, Buffer.alloc(1)]);
  const options = { maxOutputLength: LARGEST, info: true };
  const { buffer, engine } = zstdDecompressSync(oneMore, options) as unknown as Decoded;
  if (engine.bytesWritten !== content.length) throw new Error("not one whole Zstandard frame");
  return buffer;
}
