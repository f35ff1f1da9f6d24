import type { Splice } from "../text/pieces.ts";
import { lineEnd, lineEnding, lineStart } from "../text/position.ts";
import type { Header, KeyLine } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/** A new line at the root: after the last root key, else above the first header and the comment that belongs to it. */
export function rootLine(document: TomlDocument, line: string): Splice {
  const last = document.statements.findLast(
    (statement) => statement.kind === "key" && statement.header === null,
  );
  if (last !== undefined) return lineAfter(document.text, last.node.range[1], line);
  const header = document.statements.find((statement) => statement.kind === "header");
  if (header === undefined) return newLine(document.text, document.text.length, line);
  const at = aboveComments(document.text, lineStart(document.text, header.node.range[0]));
  return newLine(document.text, at, `${line}${lineEnding(document.text)}`);
}

/** A new line as the last one of a table, indented as its neighbour. */
export function tableLine(document: TomlDocument, header: Header, line: string): Splice {
  const last = document.statements.findLast(
    (item): item is KeyLine => item.kind === "key" && item.header === header,
  );
  if (last === undefined) return lineAfter(document.text, header.node.key.range[1], line);
  return siblingLine(document, last, line);
}

/** A new line below a key line, indented as it is. */
export function siblingLine(document: TomlDocument, sibling: KeyLine, line: string): Splice {
  const [start, end] = sibling.node.range;
  const indentation = document.text.slice(lineStart(document.text, start), start);
  return lineAfter(document.text, end, `${indentation}${line}`);
}

/** A new table with one line, at the end of the file. */
export function newTable(document: TomlDocument, header: string, line: string): Splice {
  const eol = lineEnding(document.text);
  const gap = document.text === "" || /(^|\n)\r?\n$/.test(document.text) ? "" : eol;
  return newLine(document.text, document.text.length, `${gap}${header}${eol}${line}`);
}

function lineAfter(text: string, offset: number, line: string): Splice {
  return newLine(text, lineEnd(text, offset), line);
}

// `at` is where a line starts, or the end of the file; a last line without newline stays without.
function newLine(text: string, at: number, line: string): Splice {
  const eol = lineEnding(text);
  const unended = at > 0 && text[at - 1] !== "\n";
  return { start: at, end: at, text: unended ? `${eol}${line}` : `${line}${eol}` };
}

/** The start of the comment lines that end at a line's start. */
export function aboveComments(text: string, at: number): number {
  if (at === 0) return 0;
  const previous = lineStart(text, at - 1);
  return /^[ \t]*#/.test(text.slice(previous, at)) ? aboveComments(text, previous) : at;
}
