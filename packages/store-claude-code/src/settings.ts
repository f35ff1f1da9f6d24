import type { FilePath, Json, SwitchError, View } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import { isJsonObject, type JsonDocument, type JsonObject, jsonAt, readJson } from "@zcf/formats";
import { parsed, type ReadFile, readFile } from "./read-file.ts";
import { failure, hint } from "./report.ts";

/** Where settings name a command that prints the key. */
export const HELPER: readonly string[] = ["apiKeyHelper"];

/** A settings file; an empty one says nothing, as one that is missing. */
export interface Settings extends ReadFile {
  /** `null` for a file that is missing, empty or `broken`. */
  readonly document: JsonDocument | null;
  readonly env: JsonObject;
  /** Why Claude Code ignores the whole file; `null` when it does not. */
  readonly broken: SwitchError | null;
}

/** Reads a settings file; throws only where it is there and cannot be read. */
export async function readSettings(view: View, file: FilePath): Promise<Settings> {
  return settingsOf(await readFile(view, file));
}

/** What the bytes of a settings file say. */
export function settingsOf({ file, content }: ReadFile): Settings {
  const none = { file, content, document: null, env: {}, broken: null };
  if (content === null || isBlank(content)) return none;
  try {
    const document = parsed(file, () => readJson(content), "claude-code.settings-ignored");
    return { ...none, document, env: envOf(file, document) };
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return { ...none, broken: error };
  }
}

/** The top-level `model`; `null` when there is none. */
export function modelOf({ document }: Pick<Settings, "document">): string | null {
  const model = document === null ? undefined : jsonAt(document.data, "model");
  return typeof model === "string" && model !== "" ? model : null;
}

/** The command that `apiKeyHelper` names; `null` when it names none. */
export function helperOf({ document }: Pick<Settings, "document">): string | null {
  const helper = document === null ? undefined : jsonAt(document.data, ...HELPER);
  return typeof helper === "string" && helper.trim() !== "" ? helper : null;
}

/** What Claude Code makes of a value of `env`: it takes any as text, and only empty text for unset. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value.trim() : JSON.stringify(value);
}

/** Nothing but white space, with or without a byte order mark. */
function isBlank(content: Uint8Array): boolean {
  return new TextDecoder().decode(content).trim() === "";
}

function envOf(file: FilePath, { data }: JsonDocument): JsonObject {
  const env = isJsonObject(data) ? jsonAt(data, "env") : null;
  if (env === undefined) return {};
  if (isJsonObject(env)) return env;
  const reason = isJsonObject(data) ? "env is no object" : "not an object";
  const place = { file, line: 1, column: 1, reason };
  const next = hint("claude-code.hint-edit-file", { file, line: 1 });
  throw failure("environment", "claude-code.settings-ignored", place, next);
}
