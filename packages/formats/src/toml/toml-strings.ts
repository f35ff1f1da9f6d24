import type { AST } from "toml-eslint-parser";
import type { WrittenString } from "../text/written-string.ts";
import { keysOf } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/** Every string value of a file, also in arrays (which add nothing to the path) and inline tables. */
export function tomlStrings(document: TomlDocument): readonly WrittenString[] {
  return document.statements.flatMap((statement) =>
    statement.kind === "key" ? stringsIn(document.text, statement.path, statement.node.value) : [],
  );
}

function stringsIn(
  text: string,
  path: readonly string[],
  node: AST.TOMLContentNode,
): readonly WrittenString[] {
  if (node.type === "TOMLArray") return node.elements.flatMap((element) => stringsIn(text, path, element));
  if (node.type === "TOMLInlineTable") {
    return node.body.flatMap((item) => stringsIn(text, [...path, ...keysOf(item.key)], item.value));
  }
  if (node.kind !== "string") return [];
  const quote = node.multiline ? 3 : 1;
  return [{ path, value: node.value, raw: text.slice(node.range[0] + quote, node.range[1] - quote) }];
}
