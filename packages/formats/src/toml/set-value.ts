import type { Splice } from "../text/pieces.ts";
import type { TomlChange } from "./edit-toml.ts";
import { inlineHolder } from "./inline-holder.ts";
import { dottedKey } from "./literal.ts";
import { addLine } from "./set-string.ts";
import { addItem } from "./splice-value.ts";
import { samePath } from "./statements.ts";
import { inlineText } from "./table-text.ts";
import { sameValue, type TomlValue, tomlAt, withValue } from "./toml-data.ts";
import type { TomlDocument } from "./toml-document.ts";

/**
 * Sets any value at a path, as `setString` does a string: a key that is there gets a new token and nothing else, a
 * missing one a line of its own. A table is written inline; one that has lines of its own is for `setTable`.
 */
export function setValue(path: readonly string[], value: TomlValue): TomlChange {
  return {
    splices: (document) =>
      sameValue(tomlAt(document.data, ...path), value) ? [] : [splice(document, path, inlineText(value))],
    expected: (data) => withValue(data, path, value),
  };
}

function splice(document: TomlDocument, path: readonly string[], token: string): Splice {
  const line = document.statements.find(
    (statement) => statement.kind === "key" && samePath(statement.path, path),
  );
  const holder = inlineHolder(document, path);
  const node = line?.kind === "key" ? line.node : holder?.item;
  if (node) return { start: node.value.range[0], end: node.value.range[1], text: token };
  if (holder !== null) return addItem(holder.table, `${dottedKey(holder.rest)} = ${token}`);
  return addLine(document, path, token);
}
