import type { FileEdit, Hunk, View } from "@zcf/contract";
import type { ReadFile } from "./read-file.ts";

/**
 * The one group of this store. Settings, approval and profile go together: settings without the approval of their key
 * make an interactive session send the login's token to the provider.
 */
export const GROUP = "config";

const MODE = 0o600;

/** Changes bytes of a file that is there; nothing without hunks. */
export function patchOf(
  view: View,
  { file, content }: ReadFile,
  hunks: readonly Hunk[],
  rest: Rest = {},
): readonly FileEdit[] {
  if (content === null || hunks.length === 0) return [];
  return [{ kind: "patch", group: GROUP, file, base: view.digest(content), hunks, ...rest }];
}

interface Rest {
  readonly sensitive?: true;
}

/** Makes a file that may hold secrets. */
export function createOf({ file }: ReadFile, content: Uint8Array): FileEdit {
  return { kind: "create", group: GROUP, file, content, mode: MODE, sensitive: true };
}

/** A file becomes these bytes, or goes (`null`); nothing where it is so already. Its bytes may hold secrets. */
export function wholeEdit(view: View, read: ReadFile, next: Uint8Array | null): readonly FileEdit[] {
  const { file, content } = read;
  if (content === null) return next === null ? [] : [createOf(read, next)];
  if (next === null) return [{ kind: "remove", group: GROUP, file, content, sensitive: true }];
  if (Buffer.compare(content, next) === 0) return [];
  return patchOf(view, read, [{ offset: 0, before: content, after: next }], { sensitive: true });
}

/** The bytes of a new JSON file. */
export function jsonBytes(data: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`);
}
