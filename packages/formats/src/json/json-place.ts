import { findNodeAtLocation } from "jsonc-parser";
import type { Position } from "../text/format-error.ts";
import { positionAt } from "../text/position.ts";
import type { JsonDocument } from "./json-document.ts";

/** Where the value at a path stands; `null` when it is not there. A byte order mark is no column. */
export function jsonPlace({ root, text }: JsonDocument, path: readonly string[]): Position | null {
  const node = findNodeAtLocation(root, [...path]);
  return node === undefined ? null : positionAt(text, node.offset);
}
