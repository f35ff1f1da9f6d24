import type { Hunk } from "@zcf/contract";
import { invertHunks } from "../bytes/hunks.ts";

export interface DiffInput {
  readonly file: string;
  /** `null` when the file does not exist on that side. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  readonly hunks: readonly Hunk[];
  /** Applied to each line before it is shortened. */
  readonly mask: (text: string) => string;
}

/** Lines around a change. */
const CONTEXT = 3;
/** A longer line is shortened around what differs, in characters. */
const LONG = 400;
const MARGIN = 60;

/**
 * A unified diff. The changed places are known from the hunks, so that nothing has to be searched for, and a file of
 * any size costs one pass over its lines.
 */
export function unifiedDiff(input: DiffInput): string {
  const head = [
    `--- ${input.before === null ? "/dev/null" : input.file}`,
    `+++ ${input.after === null ? "/dev/null" : input.file}`,
  ];
  const before = toLines(input.before ?? new Uint8Array());
  const after = toLines(input.after ?? new Uint8Array());
  return [
    ...head,
    ...regions(input.hunks, before, after).map((region) => print(region, before, after, input.mask)),
    "",
  ].join("\n");
}

interface Lines {
  readonly content: Uint8Array;
  /** The byte offset at which each line begins. */
  readonly starts: readonly number[];
}

/** Lines [start, end) of either side that differ. */
interface Region {
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

function toLines(content: Uint8Array): Lines {
  const starts: number[] = [];
  for (let at = 0; at < content.length; ) {
    starts.push(at);
    const end = content.indexOf(10, at);
    at = end < 0 ? content.length : end + 1;
  }
  return { content, starts };
}

/** Changed lines of either side; changes whose context would touch become one region. */
function regions(hunks: readonly Hunk[], before: Lines, after: Lines): readonly Region[] {
  const back = invertHunks(hunks);
  const found: Region[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const inverse = back[index] ?? hunk;
    const region = {
      before: touched(before, hunk.offset, hunk.before.length),
      after: touched(after, inverse.offset, inverse.before.length),
    };
    const last = found.at(-1);
    if (last !== undefined && region.before[0] - last.before[1] <= 2 * CONTEXT)
      found[found.length - 1] = join(last, region);
    else found.push(region);
  }
  return found;
}

function touched(lines: Lines, offset: number, length: number): readonly [number, number] {
  if (lines.starts.length === 0) return [0, 0];
  return [lineAt(lines, offset), lineAt(lines, offset + Math.max(length - 1, 0)) + 1];
}

function lineAt({ starts }: Lines, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function join(a: Region, b: Region): Region {
  return { before: [a.before[0], b.before[1]], after: [a.after[0], b.after[1]] };
}

function print(region: Region, before: Lines, after: Lines, mask: DiffInput["mask"]): string {
  const [from, to] = region.before;
  const lead = texts(before, Math.max(from - CONTEXT, 0), from, mask);
  const trail = texts(before, to, Math.min(to + CONTEXT, before.starts.length), mask);
  const removed = texts(before, from, to, mask);
  const added = texts(after, ...region.after, mask);
  const around = lead.length + trail.length;
  const header = `@@ -${range(from - lead.length, removed.length + around)} +${range(region.after[0] - lead.length, added.length + around)} @@`;
  const [oldLines, newLines] = shortenPairs(removed, added);
  return [
    header,
    ...lead.map((line) => ` ${clip(line)}`),
    ...oldLines.map((line) => `-${line}`),
    ...newLines.map((line) => `+${line}`),
    ...trail.map((line) => ` ${clip(line)}`),
  ].join("\n");
}

function range(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}

/** Carriage returns are shown as such: a terminal would hide that a line ending changed. */
function texts(
  { content, starts }: Lines,
  from: number,
  to: number,
  mask: DiffInput["mask"],
): readonly string[] {
  return starts.slice(from, to).map((start, index) => {
    const end = starts[from + index + 1] ?? content.length;
    const text = Buffer.from(content.subarray(start, end))
      .toString("utf8")
      .replace(/\n$/, "")
      .replace(/\r$/, "\\r");
    return mask(text);
  });
}

function shortenPairs(
  removed: readonly string[],
  added: readonly string[],
): readonly [readonly string[], readonly string[]] {
  if (removed.length !== added.length) return [removed.map(clip), added.map(clip)];
  return [
    removed.map((line, index) => around(line, added[index] ?? line)),
    added.map((line, index) => around(line, removed[index] ?? line)),
  ];
}

/** The part of a line in which it differs from the other one, with a margin. */
function around(line: string, other: string): string {
  if (line.length <= LONG) return line;
  let start = 0;
  while (start < line.length && line[start] === other[start]) start += 1;
  let end = 0;
  while (end < line.length - start && line.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [from, to] = [Math.max(start - MARGIN, 0), Math.min(line.length - end + MARGIN, line.length)];
  return `${from > 0 ? "…" : ""}${line.slice(from, to)}${to < line.length ? "…" : ""}`;
}

function clip(line: string): string {
  return line.length <= LONG ? line : `${line.slice(0, LONG)}…`;
}
