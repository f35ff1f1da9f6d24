import type { FileEdit, View } from "@zcf/contract";
import { editJson, isJsonObject, jsonAt, removeJson, setJson } from "@zcf/formats";
import { createOf, jsonBytes, patchOf } from "./edits.ts";
import type { Places } from "./places.ts";
import { jsonOf, parsed, type ReadFile, readFile } from "./read-file.ts";

/** The keys that Claude Code asks us for, by profile; in a file of our own. */
export interface KeyFile extends ReadFile {
  readonly keys: Readonly<Record<string, string>>;
}

/** Its one table. */
export const KEYS = "keys";

/** Reads it; one that is missing has no keys. Throws `claude-code.file-syntax`. */
export async function readKeyFile(view: View, { keys }: Places): Promise<KeyFile> {
  return keyFileOf(await readFile(view, keys));
}

/** What its bytes say. */
export function keyFileOf(read: ReadFile): KeyFile {
  const document = jsonOf(read);
  const table = document === null ? undefined : jsonAt(document.data, KEYS);
  const entries = isJsonObject(table) ? Object.entries(table) : [];
  const keys = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { ...read, keys: Object.fromEntries(keys) };
}

/** What makes it hold exactly these keys. */
export function keyEdits(
  view: View,
  now: KeyFile,
  wanted: Readonly<Record<string, string>>,
): readonly FileEdit[] {
  const { file, content, keys } = now;
  if (content === null)
    return Object.keys(wanted).length === 0 ? [] : [createOf(now, jsonBytes({ format: 1, [KEYS]: wanted }))];
  const gone = Object.keys(keys).filter((id) => wanted[id] === undefined);
  const set = Object.entries(wanted).filter(([id, key]) => keys[id] !== key);
  const changes = [
    ...gone.map((id) => removeJson([KEYS, id])),
    ...set.map(([id, key]) => setJson([KEYS, id], key)),
  ];
  return patchOf(
    view,
    now,
    parsed(file, () => editJson(content, changes)),
    { sensitive: true },
  );
}
