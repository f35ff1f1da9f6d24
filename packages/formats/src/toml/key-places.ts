import { positionAt } from "../text/position.ts";
import { startsWith } from "./statements.ts";
import type { TomlDocument } from "./toml-document.ts";

/** Where a key stands. */
export interface KeyPlace {
  /** The table it belongs to; `[]` for the root. */
  readonly table: readonly string[];
  /** 1-based. */
  readonly line: number;
}

/** Every line that sets a key of this name, at the root or swallowed by a table, in order. */
export function keyPlaces(document: TomlDocument, key: string): readonly KeyPlace[] {
  return document.statements.flatMap((statement) => {
    if (statement.kind !== "key" || statement.local.at(-1) !== key) return [];
    const { line } = positionAt(document.text, statement.node.range[0]);
    return [{ table: statement.path.slice(0, -1), line }];
  });
}

/** The 1-based line on which a path, or the first thing below it, is written; `null` when it is not. */
export function lineOf(document: TomlDocument, path: readonly string[]): number | null {
  const found = document.statements.find(
    (statement) =>
      startsWith(statement.path, path) || (statement.kind === "key" && startsWith(path, statement.path)),
  );
  return found === undefined ? null : positionAt(document.text, found.node.range[0]).line;
}
