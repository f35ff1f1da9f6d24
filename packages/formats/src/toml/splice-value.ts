import type { AST } from "toml-eslint-parser";
import type { Splice } from "../text/pieces.ts";
import { basicString, dottedKey, stringLike } from "./literal.ts";
import { keysOf, startsWith } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/** Sets a string at a path below a key: the key's own value for `[]`, else inside its inline table. */
export function spliceValue(
  document: TomlDocument,
  node: AST.TOMLKeyValue,
  path: readonly string[],
  value: string,
): Splice {
  if (path.length === 0) return replaceToken(document.text, node.value, value);
  if (node.value.type !== "TOMLInlineTable") return replaceToken(document.text, node.value, value);
  const next = node.value.body.find((item) => startsWith(path, keysOf(item.key)));
  if (next !== undefined) return spliceValue(document, next, path.slice(keysOf(next.key).length), value);
  return addItem(node.value, `${dottedKey(path)} = ${basicString(value)}`);
}

function replaceToken(text: string, node: AST.TOMLContentNode, value: string): Splice {
  const [start, end] = node.range;
  return { start, end, text: stringLike(text.slice(start, end), value) };
}

/** Adds an item as the last one of an inline table. */
export function addItem(table: AST.TOMLInlineTable, item: string): Splice {
  const last = table.body.at(-1);
  if (last !== undefined) return { start: last.range[1], end: last.range[1], text: `, ${item}` };
  return { start: table.range[0] + 1, end: table.range[1] - 1, text: ` ${item} ` };
}
