import type { FileEdit, Json, Store, View } from "@zcf/contract";
import { isFormatError, isJsonObject, type JsonObject, jsonStrings, readJson } from "@zcf/formats";
import { type ReadFile, readFile } from "../read-file.ts";
import { failure, hint } from "../report.ts";
import { secretsIn } from "../secrets.ts";

/** What zcf knows of a provider that Codex has no field for: with `--strict-config` it refuses any other (0.169). */
export type Known = {
  /** The model it brings along. */
  readonly model?: string;
  /** The entry of `auth.json` that keeps its key, where its table names none. */
  readonly entry?: string;
};

/** What waits outside `auth.json` until it is needed again (docs/decisions/0003), and what no file of Codex's can hold. */
export interface Keys {
  /** By target id: the key that was in use with it, and that no entry of `auth.json` keeps. */
  readonly keys: Readonly<Record<string, string>>;
  /** Entries of an `auth.json` that had to go, as they stood there. */
  readonly entries: JsonObject;
  /** By provider id. */
  readonly providers: Readonly<Record<string, Known>>;
  /** By provider id: the key that `zcf key` gives to Codex. */
  readonly commands: Readonly<Record<string, string>>;
}

/** A read keys file; a missing one holds nothing. */
export interface KeysFile extends ReadFile {
  readonly keys: Keys;
  readonly secrets: readonly string[];
}

/** Nothing waits. */
export const NO_KEYS: Keys = { keys: {}, entries: {}, providers: {}, commands: {} };

/** The first has no `providers` and no `commands`; it is written as long as there are none, for earlier zcf to read. */
const FORMATS: readonly unknown[] = [1, 2];

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

function isEmpty(keys: Keys): boolean {
  return Object.values(keys).every(hasNothing);
}

function hasNothing(record: object): boolean {
  return Object.keys(record).length === 0;
}

function printed({ keys, entries, providers, commands }: Keys): Uint8Array {
  const first = { format: 1, keys, entries };
  const isFirst = hasNothing(providers) && hasNothing(commands);
  const data = isFirst ? first : { ...first, format: 2, providers, commands };
  return new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`);
}

function parse({ file, content }: ReadFile): Pick<KeysFile, "keys" | "secrets"> {
  if (content === null) return { keys: NO_KEYS, secrets: [] };
  try {
    const document = readJson(content);
    const keys = keysIn(document.data);
    if (keys !== null) return { keys, secrets: secretsIn(jsonStrings(document), isSecret) };
    throw unreadable(file, { line: 1, column: 1, reason: "not a keys file of a known format" });
  } catch (error) {
    throw isFormatError(error) ? unreadable(file, error) : error;
  }
}

function isSecret([record]: readonly string[]): boolean {
  return record !== "providers";
}

function keysIn(data: Json): Keys | null {
  if (!isJsonObject(data) || !FORMATS.includes(data["format"])) return null;
  const { keys, entries, providers = {}, commands = {} } = data;
  if (!isJsonObject(keys) || !isJsonObject(entries)) return null;
  if (!isJsonObject(providers) || !isJsonObject(commands)) return null;
  return { keys: textsIn(keys), entries, providers: knownIn(providers), commands: textsIn(commands) };
}

function textsIn(record: JsonObject): Readonly<Record<string, string>> {
  const texts = Object.entries(record).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string",
  );
  return Object.fromEntries(texts);
}

function knownIn(record: JsonObject): Keys["providers"] {
  const known = Object.entries(record).flatMap(([id, one]) =>
    isJsonObject(one) ? [[id, textsIn(one)] as const] : [],
  );
  return Object.fromEntries(known);
}

function unreadable(file: string, place: { line: number; column: number; reason: string }): Error {
  const { line, column, reason } = place;
  const next = hint("codex.hint-edit-file", { file, line });
  return failure("environment", "codex.keys-syntax", { file, line, column, reason }, next);
}
