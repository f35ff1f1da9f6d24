/** The lines of a content, found by byte offset. */
export interface Lines {
  readonly count: number;
  /** The line that a byte stands in; behind the end of the last line the number of lines. */
  at(offset: number): number;
  /** Whether a line begins there, or would. */
  begins(offset: number): boolean;
  /** Masked, without their ends; a carriage return shows as `\r`, because a terminal would hide it. */
  texts(from: number, to: number): readonly string[];
}

export function toLines(content: Uint8Array, mask: (text: string) => string): Lines {
  const starts = lineStarts(content);
  const text = (line: number): string => {
    const bytes = content.subarray(starts[line] ?? 0, starts[line + 1] ?? content.length);
    return mask(Buffer.from(bytes).toString("utf8").replace(/\n$/, "").replace(/\r$/, "\\r"));
  };
  const isEnded = content.length === 0 || content.at(-1) === 10;
  return {
    count: starts.length,
    at: (offset) => (offset === content.length && isEnded ? starts.length : lineAt(starts, offset)),
    begins: (offset) => (offset === content.length ? isEnded : starts[lineAt(starts, offset)] === offset),
    texts: (from, to) => Array.from({ length: to - from }, (_, index) => text(from + index)),
  };
}

function lineStarts(content: Uint8Array): readonly number[] {
  const starts: number[] = [];
  for (let at = 0; at < content.length; ) {
    starts.push(at);
    const end = content.indexOf(10, at);
    at = end < 0 ? content.length : end + 1;
  }
  return starts;
}

/** The last line that starts at or before an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
