import type { Hunk } from "@zcf/contract";
import { invertHunks } from "../bytes/hunks.ts";
import { differingParts } from "./differing-parts.ts";
import { type Lines, toLines } from "./lines.ts";

export interface DiffInput {
  readonly file: string;
  /** `null` when the file does not exist on that side. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  readonly hunks: readonly Hunk[];
  /** Applied to each line before it is shortened. */
  readonly mask: (text: string) => string;
  /** How many lines around a change are shown. */
  readonly context: number;
}

/** A longer line is shortened: around what differs, or, where it is context, to its beginning. In characters. */
const LONG = 400;
const MARGIN = 60;
const CLIPPED = 100;

/**
 * A unified diff. The changed places are known from the hunks, so that nothing has to be searched for, and a file of
 * any size costs one pass over its lines.
 */
export function unifiedDiff(input: DiffInput): string {
  const sides = {
    before: toLines(input.before ?? new Uint8Array(), input.mask),
    after: toLines(input.after ?? new Uint8Array(), input.mask),
  };
  const head = [
    `--- ${input.before === null ? "/dev/null" : input.file}`,
    `+++ ${input.after === null ? "/dev/null" : input.file}`,
  ];
  const body = regions(changes(input.hunks, sides), input.context).flatMap((region) =>
    print(region, sides, input.context),
  );
  return [...head, ...body, ""].join("\n");
}

/** Lines [start, end) of either side that stand for each other and differ. */
interface Change {
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

interface Sides {
  readonly before: Lines;
  readonly after: Lines;
}

/** One for each hunk; hunks that share a line become one. */
function changes(hunks: readonly Hunk[], { before, after }: Sides): readonly Change[] {
  const back = invertHunks(hunks);
  const found: Change[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const inverse = back[index] ?? hunk;
    const change = changeOf([before, hunk], [after, inverse]);
    const last = found.at(-1);
    const shares =
      last !== undefined && (change.before[0] < last.before[1] || change.after[0] < last.after[1]);
    if (shares) found[found.length - 1] = joined(last, change);
    else found.push(change);
  }
  return found;
}

/** Where whole lines come or go, the other side has none of them; a line that changes within stands for what it becomes. */
function changeOf([before, hunk]: readonly [Lines, Hunk], [after, inverse]: readonly [Lines, Hunk]): Change {
  const ends = [hunk.offset + hunk.before.length, inverse.offset + inverse.before.length] as const;
  const isWhole = before.begins(hunk.offset) && before.begins(ends[0]) && after.begins(ends[1]);
  const end = (lines: Lines, at: number): number =>
    isWhole ? lines.at(at) : Math.min(lines.at(at) + 1, lines.count);
  return {
    before: [before.at(hunk.offset), end(before, ends[0])],
    after: [after.at(inverse.offset), end(after, ends[1])],
  };
}

function joined(a: Change, b: Change): Change {
  return { before: [a.before[0], b.before[1]], after: [a.after[0], b.after[1]] };
}

/** Changes whose context would touch are printed together. */
function regions(found: readonly Change[], lines: number): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of found) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.before[0] - last.before[1] <= 2 * lines) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function print(region: readonly Change[], sides: Sides, lines: number): readonly string[] {
  const [first, last] = [region[0], region.at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = Math.max(first.before[0] - lines, 0);
  const end = Math.min(last.before[1] + lines, sides.before.count);
  const shift = first.after[0] - first.before[0];
  const growth = last.after[1] - last.before[1] - shift;
  const body = region.flatMap((change, index) => [
    ...context(sides, region[index - 1]?.before[1] ?? start, change.before[0]),
    ...changed(change, sides),
  ]);
  const length = end - start;
  const header = `@@ -${range(start, length)} +${range(start + shift, length + growth)} @@`;
  return [header, ...body, ...context(sides, last.before[1], end)];
}

function range(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}

function context({ before }: Sides, from: number, to: number): readonly string[] {
  return before.texts(from, to).map((line) => ` ${line.length > 2 * CLIPPED ? clip(line, CLIPPED) : line}`);
}

function changed(change: Change, { before, after }: Sides): readonly string[] {
  const removed = before.texts(...change.before);
  const added = after.texts(...change.after);
  const paired = removed.length === added.length;
  return [
    ...removed.map((line, index) => `-${shortened(line, paired ? added[index] : undefined)}`),
    ...added.map((line, index) => `+${shortened(line, paired ? removed[index] : undefined)}`),
  ];
}

function shortened(line: string, other: string | undefined): string {
  if (line.length <= LONG) return line;
  return other === undefined ? clip(line, LONG) : differingParts(line, other, MARGIN);
}

function clip(line: string, length: number): string {
  return line.length <= length ? line : `${line.slice(0, length)}…`;
}
