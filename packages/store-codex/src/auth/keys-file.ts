import type { FileEdit, Json, Store, View } from "@zcf/contract";
import { isFormatError, isJsonObject, type JsonObject, jsonStrings, readJson } from "@zcf/formats";
import { type ReadFile, readFile } from "../read-file.ts";
import { failure, hint } from "../report.ts";
import { secretsIn } from "../secrets.ts";

/** What waits outside `auth.json` until it is needed again; see docs/decisions/0003. */
export interface Keys {
  /** By target id: the key that was in use with it, and that no entry of `auth.json` keeps. */
  readonly keys: Readonly<Record<string, string>>;
  /** Entries of an `auth.json` that had to go, as they stood there. */
  readonly entries: JsonObject;
}

/** A read keys file; a missing one holds nothing. */
export interface KeysFile extends ReadFile {
  readonly keys: Keys;
  readonly secrets: readonly string[];
}

/** Nothing waits. */
export const NO_KEYS: Keys = { keys: {}, entries: {} };

const FORMAT = 1;

/** Reads `<home>/zcf-keys.json`. Throws `codex.keys-syntax`: what it holds is not guessed. */
export async function readKeys(store: Store, view: View): Promise<KeysFile> {
  return parseKeys(await readFile(view, view.path(store.home, "zcf-keys.json")));
}

/** As {@link readKeys}, of a file that was read. */
export function parseKeys(read: ReadFile): KeysFile {
  return { ...read, ...parse(read) };
}

/** The edit that makes the file hold `next`; it goes when nothing is left. */
export function keysEdits(view: View, { file, content, keys }: KeysFile, next: Keys): readonly FileEdit[] {
  const before = content ?? new Uint8Array();
  const after = isEmpty(next) ? null : printed(next);
  const common = { group: "auth", sensitive: true, file } as const;
  if (content === null)
    return after === null ? [] : [{ ...common, kind: "create", content: after, mode: 0o600 }];
  if (after === null) return [{ ...common, kind: "remove", content: before }];
  if (JSON.stringify(keys) === JSON.stringify(next)) return [];
  return [{ ...common, kind: "patch", base: view.digest(before), hunks: [{ offset: 0, before, after }] }];
}

function isEmpty({ keys, entries }: Keys): boolean {
  return Object.keys(keys).length === 0 && Object.keys(entries).length === 0;
}

function printed(keys: Keys): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, ...keys }, null, 2)}\n`);
}

function parse({ file, content }: ReadFile): Pick<KeysFile, "keys" | "secrets"> {
  if (content === null) return { keys: NO_KEYS, secrets: [] };
  try {
    const document = readJson(content);
    const keys = keysIn(document.data);
    if (keys !== null) return { keys, secrets: secretsIn(jsonStrings(document), () => true) };
    throw unreadable(file, { line: 1, column: 1, reason: `not a keys file of format ${FORMAT}` });
  } catch (error) {
    throw isFormatError(error) ? unreadable(file, error) : error;
  }
}

function keysIn(data: Json): Keys | null {
  if (!isJsonObject(data) || data["format"] !== FORMAT) return null;
  const { keys, entries } = data;
  if (!isJsonObject(keys) || !isJsonObject(entries)) return null;
  const texts = Object.entries(keys).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return { keys: Object.fromEntries(texts), entries };
}

function unreadable(file: string, place: { line: number; column: number; reason: string }): Error {
  const { line, column, reason } = place;
  const next = hint("codex.hint-edit-file", { file, line });
  return failure("environment", "codex.keys-syntax", { file, line, column, reason }, next);
}
