import * as zlib from "node:zlib";

/** Whether this Node has Zstandard (22.15 on, 23.8 on; not 20). */
export function hasZstd(): boolean {
  return "zstdDecompressSync" in zlib;
}
