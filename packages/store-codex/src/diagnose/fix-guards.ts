import type { FileEdit, FileGuard, Store, View } from "@zcf/contract";
import { readFile } from "../read-file.ts";

/** Whose key goes where was judged by both files: where one is written, the other has to be the one that was read. */
export async function fixGuards(
  store: Store,
  view: View,
  required: readonly FileEdit[],
): Promise<readonly FileGuard[]> {
  const files = ["config.toml", "auth.json"].map((name) => view.path(store.home, name));
  const isWritten = (file: string): boolean =>
    required.some((edit) => edit.file === file && (edit.kind !== "patch" || edit.hunks.length > 0));
  if (!files.some(isWritten)) return [];
  const kept = files.filter((file) => !required.some((edit) => edit.file === file));
  return Promise.all(
    kept.map(async (file) => {
      const { content } = await readFile(view, file);
      return { file, base: content === null ? null : view.digest(content) };
    }),
  );
}
