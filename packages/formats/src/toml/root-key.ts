import type { KeyLine } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/** The line of a key at the root; `undefined` when there is none, or when it is a table. */
export function rootKey(document: TomlDocument, key: string): KeyLine | undefined {
  return document.statements.find(
    (statement): statement is KeyLine =>
      statement.kind === "key" &&
      statement.header === null &&
      statement.local.length === 1 &&
      statement.local[0] === key,
  );
}
