import { lineEnd, lineStart } from "../text/position.ts";
import { type Statement, startsWith } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/** Whole lines of a text, as UTF-16 offsets. */
export interface Region {
  readonly start: number;
  readonly end: number;
  /** It begins with a header; else it is one dotted key, below somebody else's header or none. */
  readonly headed: boolean;
}

/**
 * The lines that write a table and its sub-tables, in order.
 *
 * A region reaches from a header to the last key below it, and on to the next header if that belongs to the table too:
 * comments in between are the table's own. Those above its first header and below its last key are somebody else's.
 */
export function tableRegions(document: TomlDocument, path: readonly string[]): readonly Region[] {
  const regions: Region[] = [];
  let joins = false;
  for (const statement of document.statements) {
    const mine = startsWith(statement.path, path);
    if (mine) {
      const headed = isHeaded(statement, path);
      const last = joins && headed ? regions.pop() : undefined;
      regions.push({ ...linesOf(document.text, statement, last?.start), headed });
    }
    joins = mine && isHeaded(statement, path);
  }
  return regions;
}

/** The comments inside a table's lines, without their marks. */
export function tableComments(document: TomlDocument, path: readonly string[]): readonly string[] {
  const regions = tableRegions(document, path);
  return document.comments
    .filter(({ range: [at] }) => regions.some(({ start, end }) => start <= at && at < end))
    .map(({ value }) => value.trim());
}

function isHeaded(statement: Statement, path: readonly string[]): boolean {
  const header = statement.kind === "header" ? statement : statement.header;
  return header !== null && startsWith(header.path, path);
}

function linesOf(text: string, { kind, node }: Statement, from?: number): Omit<Region, "headed"> {
  // A header's own node reaches to its last key.
  const last = kind === "header" ? node.key.range[1] : node.range[1];
  return { start: from ?? lineStart(text, node.range[0]), end: lineEnd(text, last) };
}
