import { parse } from "smol-toml";
import type { AST } from "toml-eslint-parser";
import type { Splice } from "../text/pieces.ts";
import { lineStart, positionAt } from "../text/position.ts";
import type { TomlChange } from "./edit-toml.ts";
import { withValue } from "./toml-data.ts";
import type { TomlDocument } from "./toml-document.ts";

/** A root key that is commented out: `# model_provider = "x"  # note`. */
export interface CommentedKey {
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  /** Where the comment starts, in UTF-16 units of the text. */
  readonly offset: number;
}

/** The commented-out lines that would set a root key to a string, in order; prose that merely mentions it is none. */
export function commentedRootKeys(document: TomlDocument, key: string): readonly CommentedKey[] {
  return document.comments
    .filter((comment) => isRootLine(document, comment))
    .flatMap((comment) => {
      const value = stringSetBy(comment.value, key);
      const offset = comment.range[0];
      return value === null ? [] : [{ value, offset, line: positionAt(document.text, offset).line }];
    });
}

/**
 * Takes the comment mark off a commented root key, and nothing else.
 *
 * `commented` belongs to the document as it was read, so this must be the first of the changes.
 */
export function activate(key: string, commented: CommentedKey): TomlChange {
  return {
    splices: (document) => [unmark(document.text, commented.offset)],
    expected: (data) => withValue(data, [key], commented.value),
  };
}

// Stands alone on its line, before the first header, and not inside a multi-line value.
function isRootLine({ text, statements }: TomlDocument, { range: [start] }: AST.Comment): boolean {
  const header = statements.find((statement) => statement.kind === "header");
  const inside = statements.some(({ node }) => node.range[0] < start && start < node.range[1]);
  const alone = text.slice(lineStart(text, start), start).trim() === "";
  return alone && !inside && start < (header?.node.range[0] ?? text.length);
}

function stringSetBy(comment: string, key: string): string | null {
  try {
    const [entry, ...others] = Object.entries(parse(comment.trim()));
    const [name, value] = entry ?? [];
    return others.length === 0 && name === key && typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

function unmark(text: string, start: number): Splice {
  const end = text[start + 1] === " " ? start + 2 : start + 1;
  return { start, end, text: "" };
}
