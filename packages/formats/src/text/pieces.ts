import type { Hunk } from "@zcf/contract";
import { byteOffset, encode, type Source } from "./source.ts";

/** A replacement in a text: UTF-16 offsets. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A part of an edited text: kept from the original at `from`, or new (`from: null`). */
interface Piece {
  readonly from: number | null;
  readonly text: string;
}

/** An edited text that still knows which parts of the original it keeps. */
export type Pieces = readonly Piece[];

/** The unedited text. */
export function piecesOf(text: string): Pieces {
  return [{ from: 0, text }];
}

/** The text as edited so far. */
export function textOf(pieces: Pieces): string {
  return pieces.map((piece) => piece.text).join("");
}

/** Replaces parts of the text as edited so far; the splices are disjoint and in any order. */
export function spliceAll(pieces: Pieces, splices: readonly Splice[]): Pieces {
  return splices.toSorted((a, b) => b.start - a.start).reduce(spliceOne, pieces);
}

/** What was changed, as hunks of the original file. */
export function hunksOf(source: Source, pieces: Pieces): readonly Hunk[] {
  const end: Piece = { from: source.text.length, text: "" };
  const hunks: Hunk[] = [];
  let at = 0;
  let after = "";
  for (const piece of [...pieces, end]) {
    if (piece.from === null) {
      after += piece.text;
      continue;
    }
    const before = source.text.slice(at, piece.from);
    if (before !== after) hunks.push(hunk(source, at, before, after));
    at = piece.from + piece.text.length;
    after = "";
  }
  return hunks;
}

function hunk(source: Source, at: number, before: string, after: string): Hunk {
  return { offset: byteOffset(source, at), before: encode(before), after: encode(after) };
}

function spliceOne(pieces: Pieces, { start, end, text }: Splice): Pieces {
  const [head, rest] = splitAt(pieces, start);
  const [, tail] = splitAt(rest, end - start);
  return [...head, { from: null, text }, ...tail].filter((piece) => piece.text !== "");
}

function splitAt(pieces: Pieces, offset: number): readonly [Pieces, Pieces] {
  let left = offset;
  const index = pieces.findIndex((piece) => {
    if (left < piece.text.length) return true;
    left -= piece.text.length;
    return false;
  });
  const cut = pieces[index];
  if (cut === undefined) return [pieces, []];
  return [
    [...pieces.slice(0, index), part(cut, 0, left)],
    [part(cut, left, cut.text.length), ...pieces.slice(index + 1)],
  ];
}

function part(piece: Piece, start: number, end: number): Piece {
  return { from: piece.from === null ? null : piece.from + start, text: piece.text.slice(start, end) };
}
