import type { Readable } from "node:stream";
import { importError } from "@zcf/import";

/** Bytes. No list of providers is larger; what is, is something else. */
export const LARGEST: number = 64 * 1024 * 1024;

/** What comes out of a pipe or a device. Throws `import.too-large`, and what the stream throws. */
export async function readBounded(input: Readable, file: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk as Buffer);
    chunks.push(bytes);
    size += bytes.length;
    if (size > LARGEST) throw importError("import.too-large", { file, bytes: LARGEST });
  }
  return Buffer.concat(chunks);
}
