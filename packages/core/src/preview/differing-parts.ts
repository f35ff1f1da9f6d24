/** A stretch of a line, [from, to). */
type Stretch = readonly [number, number];

/** Equal text of at least this length, in characters, ends one difference and begins the next. */
const ANCHOR = 100;

/** The parts of a line in which it differs from another one, each with a margin in characters; `…` for what is left out. */
export function differingParts(line: string, other: string, margin: number): string {
  const found = differences({ text: line, at: 0 }, other);
  const wide = found.map(
    ([from, to]): Stretch => [Math.max(from - margin, 0), Math.min(to + margin, line.length)],
  );
  const parts = merged(wide);
  const texts = parts.map(([from, to]) => line.slice(from, to));
  const [first, last] = [parts[0]?.[0] ?? 0, parts.at(-1)?.[1] ?? 0];
  return `${first > 0 ? "…" : ""}${texts.join("…")}${last < line.length ? "…" : ""}`;
}

interface Part {
  readonly text: string;
  /** Where it stands in the line. */
  readonly at: number;
}

/** At least one, empty where the other side has more text. */
function differences({ text, at }: Part, other: string): readonly Stretch[] {
  const start = commonStart(text, other);
  const end = commonEnd(text, other, start);
  const [mine, theirs] = [text.slice(start, text.length - end), other.slice(start, other.length - end)];
  const here = at + start;
  const anchor = anchorOf(mine, theirs);
  if (anchor === null) return [[here, here + mine.length]];
  const [i, j] = anchor;
  return [
    ...differences({ text: mine.slice(0, i), at: here }, theirs.slice(0, j)),
    ...differences({ text: mine.slice(i + ANCHOR), at: here + i + ANCHOR }, theirs.slice(j + ANCHOR)),
  ];
}

/** Where a stretch stands in both. */
function anchorOf(mine: string, theirs: string): readonly [number, number] | null {
  for (let i = 0; i + ANCHOR <= mine.length; i += ANCHOR) {
    const j = theirs.indexOf(mine.slice(i, i + ANCHOR));
    if (j >= 0) return [i, j];
  }
  return null;
}

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const [from, to] of stretches) {
    const last = found.at(-1);
    if (last !== undefined && from <= last[1]) found[found.length - 1] = [last[0], to];
    else found.push([from, to]);
  }
  return found;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: string, b: string, start: number): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) - start && a.at(-1 - length) === b.at(-1 - length))
    length += 1;
  return length;
}
