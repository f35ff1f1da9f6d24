import type { Hunk } from "@zcf/contract";
import { type Change, edit } from "../text/edit.ts";
import { decode } from "../text/source.ts";
import type { TomlTable } from "./toml-data.ts";
import { parseTomlText, type TomlDocument } from "./toml-document.ts";

/** One change to a TOML file. */
export type TomlChange = Change<TomlDocument, TomlTable>;

/**
 * The hunks that make the changes, one after the other, and keep every other byte.
 *
 * Throws a `FormatError` when the file is not valid TOML, or when it is built so that a change cannot be made alone.
 */
export function editToml(content: Uint8Array, changes: readonly TomlChange[]): readonly Hunk[] {
  return edit({ format: "toml", source: decode(content, "toml"), parse: parseTomlText, changes });
}
