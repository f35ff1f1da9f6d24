import type { FilePath, View } from "@zcf/contract";
import {
  isFormatError,
  isJsonObject,
  type JsonDocument,
  readJson,
  readToml,
  type TomlDocument,
} from "@zcf/formats";
import { failure, hint } from "./report.ts";

/** A file as it was read; `null` content when it is not there. */
export interface ReadFile {
  readonly file: FilePath;
  readonly content: Uint8Array | null;
}

/**
 * Reads a file that may be missing.
 *
 * Throws `unreadable` for one that is there and cannot be read, and `claude-code.file-unreadable` for a pipe or device:
 * to read that may wait for ever.
 */
export async function readFile(view: View, file: FilePath): Promise<ReadFile> {
  const stat = await view.stat(file);
  if (stat?.kind === "other")
    throw failure("environment", "claude-code.file-unreadable", { file, system: "EFTYPE" });
  return { file, content: stat === null ? null : await view.read(file) };
}

/** Its JSON; `null` when it is not there. Throws `claude-code.file-syntax`. */
export function jsonOf({ file, content }: ReadFile): JsonDocument | null {
  return content === null ? null : parsed(file, () => readJson(content));
}

/** Its TOML; `null` when it is not there. Throws `claude-code.file-syntax`. */
export function tomlOf({ file, content }: ReadFile): TomlDocument | null {
  return content === null ? null : parsed(file, () => readToml(content));
}

/** As {@link jsonOf}, and `null` also for what is no JSON. */
export function readJsonOrNull({ content }: ReadFile): JsonDocument | null {
  return content === null ? null : orNull(() => readJson(content));
}

/** As {@link tomlOf}, and `null` also for what is no TOML. */
export function readTomlOrNull({ content }: ReadFile): TomlDocument | null {
  return content === null ? null : orNull(() => readToml(content));
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!isFormatError(error)) throw error;
    return null;
  }
}

/** Whether it holds a JSON object, whatever its name says. */
export function isJson(read: ReadFile): boolean {
  // Inline tables look alike, but no TOML file begins with one.
  return isJsonObject(readJsonOrNull(read)?.data);
}

/** What the format says of a file becomes an error that names it. */
export function parsed<T>(
  file: string,
  act: () => T,
  code: "claude-code.file-syntax" | "claude-code.settings-ignored" = "claude-code.file-syntax",
): T {
  try {
    return act();
  } catch (error) {
    if (!isFormatError(error)) throw error;
    const { line, column, reason } = error;
    // Claude Code takes the last of two equal keys; to edit one of them would be a guess.
    const known = reason === "duplicate key" ? "claude-code.file-syntax" : code;
    const next = hint("claude-code.hint-edit-file", { file, line });
    throw failure("environment", known, { file, line, column, reason }, next);
  }
}
