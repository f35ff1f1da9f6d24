import type { Splice } from "../text/pieces.ts";
import { lineEnd, lineStart } from "../text/position.ts";
import type { TomlChange } from "./edit-toml.ts";
import { inlineHolder, withoutItem } from "./inline-holder.ts";
import { withoutTable } from "./remove-table.ts";
import { type KeyLine, samePath } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/**
 * Removes the line of a key, with a comment that stands on it, or its item in an inline table; nothing when it is missing,
 * or a table with lines of its own (which is for `removeTable`).
 */
export function removeKey(path: readonly string[]): TomlChange {
  return {
    splices: (document) => {
      const splice = removal(document, path);
      return splice === null ? [] : [splice];
    },
    expected: (data, document) =>
      removal(document, path) === null ? data : withoutTable(data, path, document),
  };
}

function removal(document: TomlDocument, path: readonly string[]): Splice | null {
  const line = document.statements.find(
    (statement): statement is KeyLine =>
      statement.kind === "key" && statement.header?.repeated !== true && samePath(statement.path, path),
  );
  if (line !== undefined) {
    const [start, end] = line.node.range;
    return { start: lineStart(document.text, start), end: lineEnd(document.text, end), text: "" };
  }
  const holder = inlineHolder(document, path);
  return holder?.item ? withoutItem(holder.table, holder.item) : null;
}
