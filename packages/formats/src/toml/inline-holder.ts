import type { AST } from "toml-eslint-parser";
import type { Splice } from "../text/pieces.ts";
import { keysOf, samePath, startsWith } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/** The inline table in which a path is, or would have to be, written. */
export interface InlineHolder {
  readonly table: AST.TOMLInlineTable;
  /** The rest of the path, as it is written there. */
  readonly rest: readonly string[];
  /** The item of exactly that path; `null` when there is none. */
  readonly item: AST.TOMLKeyValue | null;
}

/** Finds the inline table that holds a path: no header can reach into it. `null` when none does. */
export function inlineHolder(document: TomlDocument, path: readonly string[]): InlineHolder | null {
  for (const statement of document.statements) {
    if (statement.kind !== "key" || !isAbove(statement.path, path)) continue;
    return holderIn(statement.node.value, path.slice(statement.path.length));
  }
  return null;
}

/** Takes an item, and one comma, out of an inline table. */
export function withoutItem({ body }: AST.TOMLInlineTable, item: AST.TOMLKeyValue): Splice {
  const index = body.indexOf(item);
  const [start, end] = item.range;
  const next = body[index + 1];
  if (next !== undefined) return { start, end: next.range[0], text: "" };
  return { start: body[index - 1]?.range[1] ?? start, end, text: "" };
}

function holderIn(value: AST.TOMLContentNode, rest: readonly string[]): InlineHolder | null {
  if (value.type !== "TOMLInlineTable") return null;
  const item = value.body.find(({ key }) => startsWith(rest, keysOf(key)));
  if (item === undefined) return { table: value, rest, item: null };
  const keys = keysOf(item.key);
  if (samePath(rest, keys)) return { table: value, rest, item };
  return holderIn(item.value, rest.slice(keys.length));
}

function isAbove(above: readonly string[], path: readonly string[]): boolean {
  return above.length < path.length && startsWith(path, above);
}
