import { parse, TomlError } from "smol-toml";
import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import { FormatError } from "../text/format-error.ts";
import { decode } from "../text/source.ts";
import { type Statement, statementsOf } from "./statements.ts";
import type { TomlTable } from "./toml-data.ts";

/** A TOML file that was read: its data, and where its parts stand. */
export interface TomlDocument {
  /** Without the byte order mark. */
  readonly text: string;
  readonly data: TomlTable;
  readonly statements: readonly Statement[];
  readonly comments: readonly AST.Comment[];
}

/**
 * Reads a TOML file; a byte order mark and CRLF are fine.
 *
 * Throws a `FormatError` for invalid UTF-8, broken syntax, duplicate keys and tables.
 */
export function readToml(content: Uint8Array): TomlDocument {
  return parseTomlText(decode(content, "toml").text);
}

/** As {@link readToml}, of a text without byte order mark. The same text again, right after, is not parsed twice. */
export function parseTomlText(text: string): TomlDocument {
  if (last?.text !== text) last = parseText(text);
  return last;
}

/** A config is asked for from several sides before it changes, and two parsers go over it. */
let last: TomlDocument | null = null;

function parseText(text: string): TomlDocument {
  const data = dataOf(text);
  const program = programOf(text);
  return { text, data, statements: statementsOf(program), comments: program.comments };
}

function dataOf(text: string): TomlTable {
  try {
    return parse(text, { integersAsBigInt: "asNeeded" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new FormatError({
      format: "toml",
      line: error.line,
      column: error.column,
      reason: reasonOf(error),
    });
  }
}

// Only the sentence: the rest of the message quotes the file, which may hold secrets.
function reasonOf(error: TomlError): string {
  const [sentence = ""] = error.message.split("\n");
  return sentence.replace("Invalid TOML document: ", "");
}

function programOf(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text, { tomlVersion: "1.1" });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { lineNumber: line, column } = error;
    throw new FormatError({ format: "toml", line, column: column + 1, reason: "unexpected syntax" });
  }
}
