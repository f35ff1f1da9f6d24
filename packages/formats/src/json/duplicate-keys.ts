import type { Node } from "jsonc-parser";
import { FormatError } from "../text/format-error.ts";
import { positionAt } from "../text/position.ts";

/** Throws a `FormatError` at the second of two equal keys of an object: readers disagree on which one counts. */
export function refuseDuplicates(text: string, node: Node): void {
  if (node.type === "object") refuseIn(text, node.children ?? []);
  for (const child of node.children ?? []) refuseDuplicates(text, child);
}

function refuseIn(text: string, properties: readonly Node[]): void {
  const seen = new Set<unknown>();
  for (const { children: [key] = [] } of properties) {
    if (key === undefined) continue;
    if (seen.has(key.value)) {
      throw new FormatError({ format: "json", ...positionAt(text, key.offset), reason: "duplicate key" });
    }
    seen.add(key.value);
  }
}
