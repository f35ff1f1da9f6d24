import type { FilePath, View } from "@zcf/contract";

/** A file as it was read; `null` content when it is not there. */
export interface ReadFile {
  readonly file: FilePath;
  readonly content: Uint8Array | null;
}

/** Reads a file that may be missing. Throws `unreadable` for one that is there and cannot be read. */
export async function readFile(view: View, file: FilePath): Promise<ReadFile> {
  return { file, content: (await view.stat(file)) === null ? null : await view.read(file) };
}
