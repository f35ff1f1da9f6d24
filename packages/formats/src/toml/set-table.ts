import type { Splice } from "../text/pieces.ts";
import { lineEnding } from "../text/position.ts";
import type { TomlChange } from "./edit-toml.ts";
import { type InlineHolder, inlineHolder } from "./inline-holder.ts";
import { dottedKey } from "./literal.ts";
import { addItem } from "./splice-value.ts";
import { type Region, tableRegions } from "./table-regions.ts";
import { inlineText, tableText } from "./table-text.ts";
import { isTomlTable, sameTable, type TomlTable, tomlAt, withValue } from "./toml-data.ts";
import type { TomlDocument } from "./toml-document.ts";

/**
 * Makes a table, with its sub-tables, hold exactly this data; nothing when it does.
 *
 * One that is there is written anew in its place, a missing one at the end of the file, with `comment` behind its
 * header. In an inline table it is an item, and there is no place for the comment.
 */
export function setTable(
  path: readonly string[],
  table: TomlTable,
  comment: string | null = null,
): TomlChange {
  return {
    splices: (document) => tableSplices(document, path, { table, lines: tableText(path, table, comment) }),
    expected: (data) => withValue(data, path, table),
  };
}

/** A table as data, and as lines with `\n` between them. */
export interface WrittenTable {
  readonly table: TomlTable;
  readonly lines: string;
}

export function tableSplices(
  document: TomlDocument,
  path: readonly string[],
  { table, lines }: WrittenTable,
): readonly Splice[] {
  const now = tomlAt(document.data, ...path);
  if (isTomlTable(now) && sameTable(now, table)) return [];
  const holder = inlineHolder(document, path);
  if (holder !== null) return [inlineSplice(holder, table)];
  return splices(document, tableRegions(document, path), lines);
}

function inlineSplice({ table: inline, rest, item }: InlineHolder, table: TomlTable): Splice {
  if (item === null) return addItem(inline, `${dottedKey(rest)} = ${inlineText(table)}`);
  const [start, end] = item.value.range;
  return { start, end, text: inlineText(table) };
}

/** The new lines go where the first header stood; every other line of the old table goes. */
function splices({ text }: TomlDocument, regions: readonly Region[], lines: string): readonly Splice[] {
  const eol = lineEnding(text);
  const written = lines.replaceAll("\n", eol);
  const place = regions.find(({ headed }) => headed);
  const gone = regions.filter((region) => region !== place).map(removed);
  if (place === undefined) return [...gone, atEnd(text, eol, written)];
  const end = text[place.end - 1] === "\n" ? eol : "";
  return [...gone, { start: place.start, end: place.end, text: written + end }];
}

function removed({ start, end }: Region): Splice {
  return { start, end, text: "" };
}

// An empty line comes before it; a last line without newline stays without. `removeTable` takes back just that.
function atEnd(text: string, eol: string, lines: string): Splice {
  const at = text.length;
  if (text === "") return { start: at, end: at, text: lines + eol };
  const isEnded = text.endsWith("\n");
  return { start: at, end: at, text: isEnded ? eol + lines + eol : eol + eol + lines };
}
