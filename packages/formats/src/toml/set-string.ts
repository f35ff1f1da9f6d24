import type { Splice } from "../text/pieces.ts";
import type { TomlChange } from "./edit-toml.ts";
import { basicString, dottedKey } from "./literal.ts";
import { newTable, rootLine, siblingLine, tableLine } from "./new-line.ts";
import { spliceValue } from "./splice-value.ts";
import { type Header, type KeyLine, samePath, startsWith } from "./statements.ts";
import { tomlAt, withValue } from "./toml-data.ts";
import type { TomlDocument } from "./toml-document.ts";

/**
 * Sets a string at a path.
 *
 * A key that is there gets a new value token and nothing else; a missing one gets a line of its own: at the root before
 * the first table, in a table as its last line, and a missing table is added at the end of the file.
 */
export function setString(path: readonly string[], value: string): TomlChange {
  return {
    splices: (document) => (tomlAt(document.data, ...path) === value ? [] : [splice(document, path, value)]),
    expected: (data) => withValue(data, path, value),
  };
}

function splice(document: TomlDocument, path: readonly string[], value: string): Splice {
  const holder = keyLines(document).find((line) => startsWith(path, line.path));
  if (holder !== undefined) return spliceValue(document, holder.node, path.slice(holder.path.length), value);
  return addLine(document, path, basicString(value));
}

/** A line for a path that is written nowhere yet; `text` is what stands behind its `=`. */
export function addLine(document: TomlDocument, path: readonly string[], text: string): Splice {
  const table = path.slice(0, -1);
  const line = `${dottedKey(path.slice(-1))} = ${text}`;
  if (table.length === 0) return rootLine(document, line);
  const header = headers(document).find((candidate) => samePath(candidate.path, table));
  if (header !== undefined) return tableLine(document, header, line);
  const sibling = keyLines(document).findLast((candidate) => isDottedSibling(candidate, table));
  if (sibling === undefined) return newTable(document, `[${dottedKey(table)}]`, line);
  const written = [...table.slice(sibling.header?.path.length ?? 0), ...path.slice(-1)];
  return siblingLine(document, sibling, `${dottedKey(written)} = ${text}`);
}

// `table.x = …` written on one line: the table has no header of its own, and may not get one.
function isDottedSibling(line: KeyLine, table: readonly string[]): boolean {
  const above = line.header?.path.length ?? 0;
  return line.path.length > table.length && startsWith(line.path, table) && above < table.length;
}

function keyLines(document: TomlDocument): readonly KeyLine[] {
  return document.statements.filter(
    (statement): statement is KeyLine => statement.kind === "key" && statement.header?.repeated !== true,
  );
}

function headers(document: TomlDocument): readonly Header[] {
  return document.statements.filter(
    (statement): statement is Header => statement.kind === "header" && !statement.repeated,
  );
}
