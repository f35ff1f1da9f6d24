import type { Json } from "@zcf/contract";
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { FormatError } from "../text/format-error.ts";
import { positionAt } from "../text/position.ts";
import { decode } from "../text/source.ts";
import { refuseDuplicates } from "./duplicate-keys.ts";

/** A JSON file that was read: its data, and where its parts stand. */
export interface JsonDocument {
  /** Without the byte order mark. */
  readonly text: string;
  readonly data: Json;
  readonly root: Node;
  /** Whether the file begins with a byte order mark; many readers of JSON refuse that. */
  readonly bom: boolean;
}

/**
 * Reads a JSON file strictly.
 *
 * Throws a `FormatError` for invalid UTF-8, comments, trailing commas, duplicate keys and any other broken syntax.
 */
export function readJson(content: Uint8Array): JsonDocument {
  const { text, bom } = decode(content, "json");
  return { ...parseJsonText(text), bom };
}

/** As {@link readJson}, of a text without byte order mark. */
export function parseJsonText(text: string): JsonDocument {
  const root = treeOf(text);
  refuseDuplicates(text, root);
  return { text, data: dataOf(text), root, bom: false };
}

function treeOf(text: string): Node {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (root !== undefined && first === undefined) return root;
  const reason = first === undefined ? "empty" : words(printParseErrorCode(first.error));
  throw new FormatError({ format: "json", ...positionAt(text, first?.offset ?? 0), reason });
}

// The platform's own parser has the last word on what JSON is. Its message may quote the file, so it stays here.
function dataOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new FormatError({ format: "json", line: 1, column: 1, reason: "not valid JSON" });
  }
}

// "CommaExpected" -> "comma expected"
function words(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, " $&").toLowerCase();
}
