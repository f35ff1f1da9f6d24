import { stripVTControlCharacters } from "node:util";
import { WIDE, widthOf } from "./text-width.ts";

/** What may not begin a line. */
const CLOSING = "，。；：、！？）》」』”";
/** The words after a program that belong to what is typed: broken, it would be another command when it is copied. */
const TYPED = [
  "app-server|daemon|sessions|list|sync|restore|status|history|recover|stop|restart|login|logout",
  String.raw`switch \S+`,
  String.raw`backup(?: (?:list|prune|restore(?: \d{8}T\w+Z-\w+)?))?`,
  String.raw`provider(?: (?:list|add|(?:show|edit|copy|remove|test) \S+))?`,
  String.raw`key \S+/\S+`,
  String.raw`undo(?: \d{8}T\w+Z-\w+)?`,
  String.raw`--[\w-]+(?: (?:'[^']*'|[^\s-]\S*))?`,
].join("|");
const WORD = String.raw`(?:(?!${WIDE})\S)+`;
/** Pieces that stay whole, with the spaces before them: a command, a wide character, or a run of others. */
const PIECE = new RegExp(
  String.raw`\s*(?:(?:zcf|codex)(?: (?:${TYPED}))+(?:${WORD})?|${WIDE}|${WORD})[${CLOSING}]*`,
  "gu",
);

/**
 * The lines of a text that is broken at spaces, and between wide characters, so that each fits into `width` columns.
 * What is longer than a line stays whole. `indent` begins every line but the first; colours take no room.
 */
export function wrap(text: string, width: number, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECE) ?? []) {
    const isFirst = line === "" || line === indent;
    if (isFirst || columnsOf(line + piece) <= width) line += piece;
    else {
      lines.push(line);
      line = `${indent}${piece.trimStart()}`;
    }
  }
  return [...lines, line];
}

/** A line of prose as a terminal shows it whole; what goes on below stands two columns to the right. */
export function fold(line: string, width: number | null): string {
  if (width === null) return line;
  const [lead = ""] = /^ */.exec(stripVTControlCharacters(line)) ?? [];
  return wrap(line, width, `${lead}  `).join("\n");
}

function columnsOf(text: string): number {
  return widthOf(stripVTControlCharacters(text));
}
