import type * as zlib from "node:zlib";
import { type Hunk, SwitchError } from "@zcf/contract";
import { zstdModule } from "../disk/zstd.ts";
import { decodeZstd } from "./decode-zstd.ts";
import { applyHunks, hunksMatch } from "./hunks.ts";

/** How the bytes that hunks count in are kept in the file; `undefined`: as they are. */
export type Encoding = "zstd" | undefined;

/** The content of a file as hunks see it. Throws `zstd-unavailable`, or an error for bytes that are not one whole stream. */
export function decode(content: Uint8Array, encoding: Encoding): Uint8Array {
  return encoding === undefined ? content : decodeZstd(content, available());
}

/** The file's new content when hunks are applied to what it holds; encoded, the same input gives the same bytes. */
export function applyEncoded(content: Uint8Array, hunks: readonly Hunk[], encoding: Encoding): Uint8Array {
  const after = applyHunks(decode(content, encoding), hunks);
  return encoding === undefined ? after : available().zstdCompressSync(after);
}

/** Whether `before` stands at every hunk's offset of what the file holds; not in bytes that cannot be decoded. */
export function holdsHunks(content: Uint8Array, hunks: readonly Hunk[], encoding: Encoding): boolean {
  try {
    return hunksMatch(decode(content, encoding), hunks);
  } catch (error) {
    if (error instanceof SwitchError) throw error;
    return false;
  }
}

/** Node 20 has none, and the types do not know. */
function available(): typeof zlib {
  const zstd = zstdModule();
  if (zstd !== null) return zstd;
  throw new SwitchError({ kind: "environment", code: "zstd-unavailable" });
}
