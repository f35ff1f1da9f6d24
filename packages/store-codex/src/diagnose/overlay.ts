import type { FileStat, View } from "@zcf/contract";
import type { FixedFile } from "./fix-files.ts";

/** A view in which files hold already what they will. */
export function overlay(view: View, files: readonly Pick<FixedFile, "file" | "after">[]): View {
  const contents = new Map(files.map(({ file, after }) => [file, after] as const));
  return {
    ...view,
    stat: async (file) => {
      const after = contents.get(file);
      if (after === undefined) return view.stat(file);
      return after === null ? null : { ...((await view.stat(file)) ?? NEW), size: after.length };
    },
    read: async (file, range) => {
      const after = contents.get(file) ?? null;
      if (after === null) return view.read(file, range);
      return range === undefined ? after : after.subarray(range.offset, range.offset + range.length);
    },
  };
}

/** Of a file that is not there yet. */
const NEW: FileStat = {
  kind: "file",
  size: 0,
  mode: 0o600,
  uid: 0,
  gid: 0,
  ino: 0n,
  mtimeNs: 0n,
  ctimeNs: 0n,
  link: null,
};
