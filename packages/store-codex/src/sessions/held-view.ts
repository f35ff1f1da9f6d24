import type { FilePath, Range, View } from "@zcf/contract";

/** Bytes of a file as they were read. */
interface Held {
  readonly file: FilePath;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A view that keeps the part of a file it read last, and reads nothing within it again: for one look at one file. */
export function heldView(view: View): View {
  let held: Held | null = null;
  return {
    ...view,
    read: async (file, range) => {
      if (range === undefined) return view.read(file);
      const known = held === null || held.file !== file ? null : within(held, range);
      if (known !== null) return known;
      const bytes = await view.read(file, range);
      held = { file, offset: range.offset, bytes };
      return bytes;
    },
  };
}

function within({ offset, bytes }: Held, range: Range): Uint8Array | null {
  const start = range.offset - offset;
  const end = start + range.length;
  return start >= 0 && end <= bytes.length ? bytes.subarray(start, end) : null;
}
