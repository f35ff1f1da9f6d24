import type { Hunk } from "@zcf/contract";
import { type Format, FormatError } from "./format-error.ts";
import { hunksOf, type Pieces, piecesOf, type Splice, spliceAll, textOf } from "./pieces.ts";
import { positionAt } from "./position.ts";
import { sameData } from "./same-data.ts";
import type { Source } from "./source.ts";

// It cannot be written as UTF-8.
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A parsed text. */
export interface ParsedText<Data> {
  readonly text: string;
  readonly data: Data;
}

/** One change to a document: where its text changes, and what its data must be afterwards. */
export interface Change<Document extends ParsedText<Data>, Data> {
  splices(document: Document): readonly Splice[];
  /** `document` is the one before the change. */
  expected(data: Data, document: Document): Data;
}

export interface Editing<Document extends ParsedText<Data>, Data> {
  readonly format: Format;
  readonly source: Source;
  readonly parse: (text: string) => Document;
  readonly changes: readonly Change<Document, Data>[];
}

/**
 * Makes the changes one after the other, and reads the text again after each.
 *
 * Throws a {@link FormatError} when the data read back is not exactly what the change announces.
 */
export function edit<Document extends ParsedText<Data>, Data>(
  editing: Editing<Document, Data>,
): readonly Hunk[] {
  let pieces = piecesOf(editing.source.text);
  let document = editing.parse(editing.source.text);
  for (const change of editing.changes) {
    const splices = change.splices(document);
    pieces = spliceAll(pieces, splices);
    document = verified({ editing, change, before: document, splices, pieces });
  }
  return hunksOf(editing.source, pieces);
}

interface Step<Document extends ParsedText<Data>, Data> {
  readonly editing: Editing<Document, Data>;
  readonly change: Change<Document, Data>;
  readonly before: Document;
  readonly splices: readonly Splice[];
  readonly pieces: Pieces;
}

function verified<Document extends ParsedText<Data>, Data>(step: Step<Document, Data>): Document {
  const { editing, change, before, splices, pieces } = step;
  const after = splices.length === 0 ? before : parsed(editing.parse, textOf(pieces));
  if (after !== null && sameData(after.data, change.expected(before.data, before))) return after;
  throw new FormatError({
    format: editing.format,
    ...positionAt(before.text, splices[0]?.start ?? 0),
    reason: "cannot be edited here without changing something else",
  });
}

// What does not parse after our edit was broken by the edit: a position in that text means nothing to anybody.
function parsed<Document>(parse: (text: string) => Document, text: string): Document | null {
  if (LONE_SURROGATE.test(text)) return null;
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
