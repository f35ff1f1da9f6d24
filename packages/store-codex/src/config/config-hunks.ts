import type { Hunk } from "@zcf/contract";
import { editToml, isFormatError, type TomlChange } from "@zcf/formats";
import { failure, hint } from "../report.ts";
import type { Config } from "./config.ts";

/** The hunks that make the changes. Throws `codex.config-syntax` where the file is built so that one cannot be made alone. */
export function configHunks(
  { file }: Pick<Config, "file">,
  content: Uint8Array,
  changes: readonly TomlChange[],
): readonly Hunk[] {
  try {
    return editToml(content, changes);
  } catch (error) {
    if (!isFormatError(error)) throw error;
    const { line, column, reason } = error;
    const next = hint("codex.hint-edit-file", { file, line });
    throw failure("environment", "codex.config-syntax", { file, line, column, reason }, next);
  }
}
