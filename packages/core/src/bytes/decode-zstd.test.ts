import * as zlib from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeZstd } from "./decode-zstd.ts";

const content = fc.uint8Array({ maxLength: 5000 });

test("a whole frame gives back what was encoded", () => {
  fc.assert(
    fc.property(content, (bytes) => {
      expect(Buffer.compare(decodeZstd(zlib.zstdCompressSync(bytes), zlib), bytes)).toBe(0);
    }),
  );
});

test("a frame that is cut anywhere, or that something follows, is refused", () => {
  fc.assert(
    fc.property(content, content, fc.nat(5000), (bytes, more, at) => {
      const frame = zlib.zstdCompressSync(bytes);
      expect(() => decodeZstd(frame.subarray(0, at % frame.length), zlib)).toThrow();
      expect(() => decodeZstd(Buffer.concat([frame, zlib.zstdCompressSync(more)]), zlib)).toThrow();
      expect(() => decodeZstd(Buffer.concat([frame, Buffer.alloc(1)]), zlib)).toThrow();
    }),
  );
});
