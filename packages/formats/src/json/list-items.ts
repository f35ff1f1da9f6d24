import type { Json } from "@zcf/contract";
import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Splice } from "../text/pieces.ts";
import { sameData } from "../text/same-data.ts";
import type { JsonChange } from "./edit-json.ts";
import { jsonAt, withJson } from "./json-data.ts";
import type { JsonDocument } from "./json-document.ts";
import { indentationAt, printed } from "./layout.ts";
import { setJson } from "./set-json.ts";

/**
 * Adds an item as the last one of the list at a path; nothing when it is in there.
 *
 * A list that is missing is made, and what is no list is replaced by one. The other items keep their layout.
 */
export function addToList(path: readonly string[], item: Json): JsonChange {
  return {
    splices: (document) => {
      const { items } = listAt(document.data, path);
      if (has(items, item)) return [];
      const last = findNodeAtLocation(document.root, [...path])?.children?.at(-1);
      if (items.length === 0 || last === undefined) return setJson(path, [item]).splices(document);
      return [itemAfter(document, last, item)];
    },
    expected: (data) => {
      const { items } = listAt(data, path);
      return has(items, item) ? data : withJson(data, path, [...items, item]);
    },
  };
}

/** Removes an item from the list at a path, each time it is in there; nothing when it is not. */
export function removeFromList(path: readonly string[], item: Json): JsonChange {
  return {
    splices: (document) => {
      const { isList, items } = listAt(document.data, path);
      if (!isList || !has(items, item)) return [];
      const nodes = findNodeAtLocation(document.root, [...path])?.children ?? [];
      const gone = nodes.filter((_, index) => sameData(items[index], item));
      return gone.length === nodes.length ? emptied(document, path) : removals(nodes, gone);
    },
    expected: (data) => {
      const { isList, items } = listAt(data, path);
      if (!isList || !has(items, item)) return data;
      return withJson(
        data,
        path,
        items.filter((one) => !sameData(one, item)),
      );
    },
  };
}

interface List {
  readonly isList: boolean;
  readonly items: readonly Json[];
}

function listAt(data: Json, path: readonly string[]): List {
  const found = jsonAt(data, ...path);
  return Array.isArray(found) ? { isList: true, items: found } : { isList: false, items: [] };
}

function has(items: readonly Json[], item: Json): boolean {
  return items.some((one) => sameData(one, item));
}

function itemAfter({ text }: JsonDocument, last: Node, item: Json): Splice {
  const end = endOf(last);
  const gap = /[ \t\r\n]*$/.exec(text.slice(0, last.offset))?.[0] ?? "";
  return { start: end, end, text: `,${gap}${printed(text, item, indentationAt(text, last.offset))}` };
}

function emptied({ root }: JsonDocument, path: readonly string[]): readonly Splice[] {
  const list = findNodeAtLocation(root, [...path]);
  return list === undefined ? [] : [{ start: list.offset + 1, end: endOf(list) - 1, text: "" }];
}

/** Each up to the next item; those at the end back to the last that stays. */
function removals(nodes: readonly Node[], gone: readonly Node[]): readonly Splice[] {
  const lastKept = nodes.findLastIndex((node) => !gone.includes(node));
  const [kept, end] = [nodes[lastKept], nodes.at(-1)];
  const inner = gone.flatMap((node) => {
    const index = nodes.indexOf(node);
    const next = nodes[index + 1];
    return index < lastKept && next !== undefined ? [{ start: node.offset, end: next.offset, text: "" }] : [];
  });
  const hasTail = lastKept < nodes.length - 1 && kept !== undefined && end !== undefined;
  return hasTail ? [...inner, { start: endOf(kept), end: endOf(end), text: "" }] : inner;
}

function endOf(node: Node): number {
  return node.offset + node.length;
}
