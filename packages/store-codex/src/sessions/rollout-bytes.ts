import type { FilePath, View } from "@zcf/contract";

/** Whether a session file is compressed, as its name says. */
export function isCompressed(file: string): boolean {
  return file.endsWith(".zst");
}

/**
 * A view that reads one compressed session file as Codex does: offsets count in the decoded bytes, which are held as
 * long as the view is. Throws `unreadable` for a file that cannot be decoded.
 */
export async function decodedView(view: View, file: FilePath): Promise<View> {
  const content = view.decode(file, await view.read(file), "zstd");
  return {
    ...view,
    read: async (path, range) => {
      if (path !== file) return view.read(path, range);
      return range === undefined ? content : content.subarray(range.offset, range.offset + range.length);
    },
  };
}
