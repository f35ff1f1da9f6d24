import type { Node } from "jsonc-parser";
import type { WrittenString } from "../text/written-string.ts";
import type { JsonDocument } from "./json-document.ts";

/** Every string value of a file, also in lists, which add nothing to the path. */
export function jsonStrings(document: JsonDocument): readonly WrittenString[] {
  return stringsIn(document.text, [], document.root);
}

function stringsIn(text: string, path: readonly string[], node: Node): readonly WrittenString[] {
  if (node.type === "string") {
    return [
      { path, value: String(node.value), raw: text.slice(node.offset + 1, node.offset + node.length - 1) },
    ];
  }
  if (node.type !== "property") return (node.children ?? []).flatMap((child) => stringsIn(text, path, child));
  const [key, value] = node.children ?? [];
  return key === undefined || value === undefined ? [] : stringsIn(text, [...path, String(key.value)], value);
}
