import type { Hunk } from "@zcf/contract";
import { type ParseError, parse, visit } from "jsonc-parser";
import { hunksOf, piecesOf, type Splice, spliceAll, textOf } from "../text/pieces.ts";
import { lineStart } from "../text/position.ts";
import { sameData } from "../text/same-data.ts";
import { decode } from "../text/source.ts";

/**
 * The hunks that take comments and trailing commas out of a file, so that it is plain JSON; `null` where that is not all that
 * is wrong with it. A comment that has lines to itself goes with them.
 *
 * Throws a `FormatError` for invalid UTF-8.
 */
export function plainJson(content: Uint8Array): readonly Hunk[] | null {
  const source = decode(content, "json");
  const errors: ParseError[] = [];
  const data: unknown = parse(source.text, errors, LENIENT);
  if (errors.length > 0) return null;
  const pieces = spliceAll(piecesOf(source.text), [
    ...commentsIn(source.text),
    ...trailingCommasIn(source.text),
  ]);
  return sameData(parsed(textOf(pieces)), data) ? hunksOf(source, pieces) : null;
}

const LENIENT = { allowTrailingComma: true, disallowComments: false };

/** What does not parse is no data at all, not even `null`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function commentsIn(text: string): readonly Splice[] {
  const found: Splice[] = [];
  visit(text, { onComment: (offset, length) => found.push(aroundComment(text, offset, length)) }, LENIENT);
  return found;
}

/** With its whole lines where there is nothing else on them, else with the blanks before it. */
function aroundComment(text: string, start: number, length: number): Splice {
  const end = start + length;
  const from = lineStart(text, start);
  const isFirst = text.slice(from, start).trim() === "";
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(end))?.[0];
  if (isFirst && rest !== undefined) return { start: from, end: end + rest.length, text: "" };
  const blanks = rest === undefined ? 0 : (/[ \t]*$/.exec(text.slice(from, start))?.[0].length ?? 0);
  return { start: start - blanks, end, text: "" };
}

function trailingCommasIn(text: string): readonly Splice[] {
  const found: Splice[] = [];
  let comma: number | null = null;
  const onEnd = (): void => {
    if (comma !== null) found.push({ start: comma, end: comma + 1, text: "" });
    comma = null;
  };
  const onMore = (): void => {
    comma = null;
  };
  const onSeparator = (character: string, offset: number): void => {
    comma = character === "," ? offset : null;
  };
  const inside = {
    onObjectBegin: onMore,
    onArrayBegin: onMore,
    onObjectProperty: onMore,
    onLiteralValue: onMore,
  };
  visit(text, { ...inside, onSeparator, onObjectEnd: onEnd, onArrayEnd: onEnd }, LENIENT);
  return found;
}
