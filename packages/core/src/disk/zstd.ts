import { versions } from "node:process";

/** Whether this Node has Zstandard (22.15 on, 23.8 on; not 20). Asked without zlib, which takes a millisecond to load. */
export function hasZstd(): boolean {
  return versions["zstd"] !== undefined;
}
