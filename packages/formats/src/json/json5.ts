import type { Json } from "@zcf/contract";
import json5 from "json5";
import { FormatError } from "../text/format-error.ts";
import { decode } from "../text/source.ts";

/**
 * The data of a JSON5 file: JSON with comments, trailing commas, bare keys and more. There is no editing one.
 *
 * Throws a `FormatError` for invalid UTF-8 and for broken syntax.
 */
export function readJson5(content: Uint8Array): Json {
  const { text } = decode(content, "json");
  try {
    return json5.parse<Json>(text);
  } catch (error) {
    throw new FormatError({ format: "json", ...placeOf(error), reason: "not valid JSON5" });
  }
}

/** The parser's own message quotes the file, so it stays here. */
function placeOf(error: unknown): { readonly line: number; readonly column: number } {
  const { lineNumber, columnNumber } = error as { lineNumber?: unknown; columnNumber?: unknown };
  return {
    line: typeof lineNumber === "number" ? lineNumber : 1,
    column: typeof columnNumber === "number" ? Math.max(columnNumber, 1) : 1,
  };
}
