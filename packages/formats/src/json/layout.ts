import type { Json } from "@zcf/contract";
import type { Node } from "jsonc-parser";
import { lineEnding, lineStart } from "../text/position.ts";

/** The text of a value as it should look on a line that is indented by `indentation`. */
export function printed(text: string, value: Json, indentation: string): string {
  if (!text.includes("\n")) return JSON.stringify(value);
  const lines = JSON.stringify(value, null, unitOf(text)).split("\n");
  return lines.join(`${lineEnding(text)}${indentation}`);
}

/** What stands between a key and its value in this object: `": "` where nothing tells. */
export function colonLike(text: string, sibling: Node | undefined): string {
  const [key, value] = sibling?.children ?? [];
  if (key === undefined || value === undefined) return ": ";
  return text.slice(key.offset + key.length, value.offset);
}

/** The white space at the start of the line where an offset stands. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
}

/** What the file indents one level with: its first indentation, or two spaces. */
export function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
}
