import type { Hunk, Json } from "@zcf/contract";
import { type Change, edit } from "../text/edit.ts";
import { decode } from "../text/source.ts";
import { type JsonDocument, parseJsonText } from "./json-document.ts";

/** One change to a JSON file. */
export type JsonChange = Change<JsonDocument, Json>;

/**
 * The hunks that make the changes, one after the other, and keep every other byte.
 *
 * Throws a `FormatError` when the file is not strict JSON, or when a change cannot be made alone.
 */
export function editJson(content: Uint8Array, changes: readonly JsonChange[]): readonly Hunk[] {
  return edit({ format: "json", source: decode(content, "json"), parse: parseJsonText, changes });
}
