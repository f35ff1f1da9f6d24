/** Tells whether a text stands anywhere in a file that comes chunk by chunk. */
export class TextFinder {
  readonly #text: Buffer;
  /** The last bytes of what was pushed, too few to hold the text. */
  #tail: Buffer = Buffer.alloc(0);
  #found = false;

  constructor(text: string) {
    this.#text = Buffer.from(text);
  }

  get found(): boolean {
    return this.#found;
  }

  push(chunk: Uint8Array): void {
    if (this.#found) return;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const overlap = this.#text.length - 1;
    const seam = Buffer.concat([this.#tail, bytes.subarray(0, overlap)]);
    this.#found = seam.includes(this.#text) || bytes.includes(this.#text);
    const end = Buffer.concat([this.#tail, bytes.subarray(Math.max(0, bytes.length - overlap))]);
    this.#tail = end.subarray(Math.max(0, end.length - overlap));
  }
}
