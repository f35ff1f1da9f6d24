import type { Splice } from "../text/pieces.ts";
import type { TomlChange } from "./edit-toml.ts";
import { inlineHolder, withoutItem } from "./inline-holder.ts";
import { samePath, startsWith } from "./statements.ts";
import { type Region, tableRegions } from "./table-regions.ts";
import { isTomlTable, type TomlTable, tomlAt, withoutKey, withValue } from "./toml-data.ts";
import type { TomlDocument } from "./toml-document.ts";

/**
 * Removes a table with its sub-tables, the comments inside it and the empty line above it; nothing when it is missing.
 *
 * Comments above its header stay: nobody can tell that they are about this table alone. A table that {@link setTable}
 * added at the end of a file goes without a trace.
 */
export function removeTable(path: readonly string[]): TomlChange {
  return {
    splices: (document) => removalSplices(document, path),
    expected: (data, document) => withoutTable(data, path, document),
  };
}

export function removalSplices(document: TomlDocument, path: readonly string[]): readonly Splice[] {
  if (tomlAt(document.data, ...path) === undefined) return [];
  const holder = inlineHolder(document, path);
  if (holder !== null) return holder.item === null ? [] : [withoutItem(holder.table, holder.item)];
  return tableRegions(document, path).map((region) => ({ ...removal(document.text, region), text: "" }));
}

function removal(text: string, { start, end, headed }: Region): Omit<Splice, "text"> {
  if (!headed) return { start, end };
  const from = beforeBreak(text, start, /(?:^|\n)\r?\n$/);
  const isUnended = end === text.length && text[end - 1] !== "\n";
  return { start: isUnended ? beforeBreak(text, from, /\r?\n$/) : from, end };
}

/** The offset before the line break that ends at `at`, if what stands there ends like this. */
function beforeBreak(text: string, at: number, like: RegExp): number {
  const before = text.slice(0, at);
  return like.test(before) ? at - (before.endsWith("\r\n") ? 2 : 1) : at;
}

/** The data without a table; one above it that no line of its own writes goes with its last content. */
export function withoutTable(data: TomlTable, path: readonly string[], document: TomlDocument): TomlTable {
  const [key, above] = [path.at(-1), path.slice(0, -1)];
  const parent = tomlAt(data, ...above);
  if (key === undefined || !isTomlTable(parent)) return data;
  const rest = withoutKey(parent, key);
  if (above.length === 0) return rest;
  const stays = Object.keys(rest).length > 0 || isWritten(document, above);
  return stays ? withValue(data, above, rest) : withoutTable(data, above, document);
}

function isWritten({ statements }: TomlDocument, path: readonly string[]): boolean {
  return statements.some((statement) =>
    statement.kind === "header" ? samePath(statement.path, path) : startsWith(path, statement.path),
  );
}
