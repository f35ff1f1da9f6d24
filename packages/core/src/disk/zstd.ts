import { getBuiltinModule, versions } from "node:process";
import type * as zlib from "node:zlib";

/** Whether this Node has Zstandard (22.15 on, 23.8 on; not 20). */
export function hasZstd(): boolean {
  return versions["zstd"] !== undefined;
}

/** Node's zlib where it has Zstandard, else `null`; it takes half a millisecond to load, and few runs need it. */
export function zstdModule(): typeof zlib | null {
  return hasZstd() ? getBuiltinModule("node:zlib") : null;
}
