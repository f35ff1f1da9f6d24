import * as zlib from "node:zlib";
import { type FilePath, SwitchError, type View } from "@zcf/contract";

/** Decoded, a file larger than this is not read, in bytes. */
const LARGEST = 1 << 29;

/** Whether a session file is compressed, as its name says. */
export function isCompressed(file: string): boolean {
  return file.endsWith(".zst");
}

/**
 * A view that reads one compressed session file as Codex does: offsets count in the decoded bytes, which are held as
 * long as the view is.
 *
 * Throws `unreadable` with `EZSTD` for a file that cannot be decoded.
 */
export async function decodedView(view: View, file: FilePath): Promise<View> {
  const content = decode(file, await view.read(file));
  return {
    ...view,
    read: async (path, range) => {
      if (path !== file) return view.read(path, range);
      return range === undefined ? content : content.subarray(range.offset, range.offset + range.length);
    },
  };
}

function decode(file: FilePath, bytes: Uint8Array): Uint8Array {
  try {
    return zlib.zstdDecompressSync(bytes, { maxOutputLength: LARGEST });
  } catch (cause) {
    const params = { file, system: "EZSTD" };
    throw new SwitchError({ kind: "environment", code: "unreadable", params, cause });
  }
}
