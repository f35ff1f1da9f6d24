import type { Splice } from "../text/pieces.ts";
import { lineEnd, lineStart } from "../text/position.ts";
import type { TomlChange } from "./edit-toml.ts";
import { inlineHolder } from "./inline-holder.ts";
import { dottedKey } from "./literal.ts";
import { aboveComments } from "./new-line.ts";
import { removalSplices, withoutTable } from "./remove-table.ts";
import { addLine } from "./set-string.ts";
import { tableSplices } from "./set-table.ts";
import { addItem } from "./splice-value.ts";
import { type KeyLine, samePath } from "./statements.ts";
import { tableRegions } from "./table-regions.ts";
import { inlineText, tableText } from "./table-text.ts";
import { isTomlTable, sameValue, type TomlTable, type TomlValue, tomlAt, withValue } from "./toml-data.ts";
import type { TomlDocument } from "./toml-document.ts";

/**
 * Makes what stands at a path the same as in another file, written as it is written there; it goes where that file has
 * nothing. Nothing happens where both hold the same data.
 *
 * A value takes over its token, so a comment behind it stays; a missing one takes its comment along. A table takes over
 * its lines, comments inside them included. `made`, what {@link setString} once made of the source, tells whether an empty
 * line came with the first key at the root, and goes with it.
 */
export function copyFrom(
  source: TomlDocument,
  path: readonly string[],
  made: TomlDocument | null = null,
): TomlChange {
  const wanted = tomlAt(source.data, ...path);
  if (wanted === undefined) return removal(path, made !== null && gapWasMade(source, made));
  if (isTomlTable(wanted) && path.length > 0) return tableCopy(source, path, wanted);
  return {
    splices: (document) =>
      sameValue(tomlAt(document.data, ...path), wanted) ? [] : [valueSplice(document, path, source)],
    expected: (data) => withValue(data, path, wanted),
  };
}

function tableCopy(source: TomlDocument, path: readonly string[], table: TomlTable): TomlChange {
  const lines = linesOf(source, path) ?? tableText(path, table, null);
  return {
    splices: (document) => tableSplices(document, path, { table, lines }),
    expected: (data) => withValue(data, path, table),
  };
}

/** `null` where the table is not written in lines of its own below headers. */
function linesOf(source: TomlDocument, path: readonly string[]): string | null {
  const regions = tableRegions(source, path);
  if (regions.length === 0 || regions.some(({ headed }) => !headed)) return null;
  const texts = regions.map(({ start, end }) => source.text.slice(start, end).replace(/\r?\n$/, ""));
  return texts.join("\n").replaceAll("\r\n", "\n");
}

function valueSplice(document: TomlDocument, path: readonly string[], source: TomlDocument): Splice {
  const { token, rest } = writtenIn(source, path);
  const line = keyLine(document, path);
  const node = line?.node ?? inlineHolder(document, path)?.item;
  if (node) return { start: node.value.range[0], end: node.value.range[1], text: token };
  const holder = inlineHolder(document, path);
  if (holder !== null) return addItem(holder.table, `${dottedKey(holder.rest)} = ${token}`);
  return addLine(document, path, token + rest);
}

interface Written {
  readonly token: string;
  /** What stands behind it on its line. */
  readonly rest: string;
}

function writtenIn(source: TomlDocument, path: readonly string[]): Written {
  const line = keyLine(source, path);
  if (line === undefined) return { token: inlineText(valueIn(source, path)), rest: "" };
  const [start, end] = line.node.value.range;
  return {
    token: source.text.slice(start, end),
    rest: source.text.slice(end, lineEnd(source.text, end)).trimEnd(),
  };
}

function valueIn({ data }: TomlDocument, path: readonly string[]): TomlValue {
  return tomlAt(data, ...path) ?? "";
}

function keyLine({ statements }: TomlDocument, path: readonly string[]): KeyLine | undefined {
  return statements.find(
    (statement): statement is KeyLine =>
      statement.kind === "key" && statement.header?.repeated !== true && samePath(statement.path, path),
  );
}

function removal(path: readonly string[], hasGap: boolean): TomlChange {
  return {
    splices: (document) =>
      removalSplices(document, path).map((splice) => (hasGap ? withGap(document, splice) : splice)),
    expected: (data, document) =>
      tomlAt(data, ...path) === undefined ? data : withoutTable(data, path, document),
  };
}

/** Whether the first key at the root was added above a header: an empty line came with it. */
function gapWasMade(source: TomlDocument, made: TomlDocument): boolean {
  const [header] = source.statements;
  const [first] = rootLines(made);
  if (header?.kind !== "header" || first === undefined) return false;
  const place = aboveComments(source.text, lineStart(source.text, header.node.range[0]));
  return source.text.slice(0, place) === made.text.slice(0, lineStart(made.text, first.node.range[0]));
}

/** With the last key at the root goes the empty line below it. */
function withGap(document: TomlDocument, splice: Splice): Splice {
  const [first, ...others] = rootLines(document);
  const isLast = first !== undefined && others.length === 0 && isWithin(first, splice);
  if (!isLast) return splice;
  const gap = /^\r?\n/.exec(document.text.slice(splice.end))?.[0] ?? "";
  return { ...splice, end: splice.end + gap.length };
}

function isWithin({ node }: KeyLine, { start, end }: Splice): boolean {
  return start <= node.range[0] && node.range[0] < end;
}

function rootLines({ statements }: TomlDocument): readonly KeyLine[] {
  return statements.filter(
    (statement): statement is KeyLine => statement.kind === "key" && statement.header === null,
  );
}
