import type { Json } from "@zcf/contract";
import { findNodeAtLocation, type Node } from "jsonc-parser";
import { FormatError } from "../text/format-error.ts";
import type { Splice } from "../text/pieces.ts";
import { lineEnding, positionAt } from "../text/position.ts";
import { sameData } from "../text/same-data.ts";
import type { JsonChange } from "./edit-json.ts";
import { jsonAt, withJson } from "./json-data.ts";
import type { JsonDocument } from "./json-document.ts";
import { colonLike, indentationAt, printed, unitOf } from "./layout.ts";

/**
 * Sets a value at a path of keys.
 *
 * A key that is there gets a new value token and nothing else; a missing one is added as the last of its object,
 * separated and indented as its neighbour. Objects missing on the way are made; a `FormatError` says where something else is in
 * the way.
 */
export function setJson(path: readonly string[], value: Json): JsonChange {
  return {
    splices: (document) =>
      sameData(jsonAt(document.data, ...path), value) ? [] : [splice(document, path, value)],
    expected: (data) => withJson(data, path, value),
  };
}

function splice(document: JsonDocument, path: readonly string[], value: Json): Splice {
  const found = findNodeAtLocation(document.root, [...path]);
  if (found !== undefined) return replace(document.text, found, value);
  const parent = path.slice(0, -1);
  const object = findNodeAtLocation(document.root, parent);
  const key = path.at(-1) ?? "";
  if (object === undefined) return splice(document, parent, { [key]: value });
  if (object.type === "object") return add(document.text, object, key, value);
  throw new FormatError({
    format: "json",
    ...positionAt(document.text, object.offset),
    reason: "not an object",
  });
}

function replace(text: string, node: Node, value: Json): Splice {
  const after = printed(text, value, indentationAt(text, node.offset));
  return { start: node.offset, end: node.offset + node.length, text: after };
}

function add(text: string, object: Node, key: string, value: Json): Splice {
  const last = object.children?.at(-1);
  return last === undefined ? addFirst(text, object, key, value) : addAfter(text, last, key, value);
}

function addAfter(text: string, last: Node, key: string, value: Json): Splice {
  const end = last.offset + last.length;
  const gap = /[ \t\r\n]*$/.exec(text.slice(0, last.offset))?.[0] ?? "";
  const indentation = gap.slice(gap.lastIndexOf("\n") + 1);
  const item = `${JSON.stringify(key)}${colonLike(text, last)}${printed(text, value, indentation)}`;
  return { start: end, end, text: `,${gap}${item}` };
}

function addFirst(text: string, object: Node, key: string, value: Json): Splice {
  const outer = indentationAt(text, object.offset);
  const inner = outer + unitOf(text);
  const eol = lineEnding(text);
  const item = `${JSON.stringify(key)}: ${printed(text, value, inner)}`;
  const body = text.includes("\n") ? `${eol}${inner}${item}${eol}${outer}` : item;
  return { start: object.offset + 1, end: object.offset + object.length - 1, text: body };
}
