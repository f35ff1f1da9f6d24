import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Splice } from "../text/pieces.ts";
import type { JsonChange } from "./edit-json.ts";
import { withoutJson } from "./json-data.ts";
import type { JsonDocument } from "./json-document.ts";

/** Removes the key at a path together with its comma; nothing when it is missing. */
export function removeJson(path: readonly string[]): JsonChange {
  return {
    splices: (document) => splices(document, path),
    expected: (data) => withoutJson(data, path),
  };
}

function splices(document: JsonDocument, path: readonly string[]): readonly Splice[] {
  const property = findNodeAtLocation(document.root, [...path])?.parent;
  const object = property?.parent;
  if (property?.type !== "property" || object === undefined) return [];
  return [removal(property, object)];
}

// Up to the next key, else back to the end of the previous one, else everything between the braces.
function removal(property: Node, object: Node): Splice {
  const siblings = object.children ?? [];
  const index = siblings.indexOf(property);
  const next = siblings[index + 1];
  if (next !== undefined) return { start: property.offset, end: next.offset, text: "" };
  const previous = siblings[index - 1];
  if (previous !== undefined) return { start: endOf(previous), end: endOf(property), text: "" };
  return { start: object.offset + 1, end: endOf(object) - 1, text: "" };
}

function endOf(node: Node): number {
  return node.offset + node.length;
}
