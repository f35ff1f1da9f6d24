import type { Hunk } from "@zcf/contract";
import { invertHunks } from "../bytes/hunks.ts";
import { toLines } from "./lines.ts";

export interface NarrowDiffInput {
  readonly file: string;
  /** `null` when the file does not exist on that side. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  readonly hunks: readonly Hunk[];
  readonly mask: (text: string) => string;
}

/** A member's name right before the hunk; so far back one is looked for, in bytes. */
const NAME = /"\w+"\s*:\s*$/;
const NAME_BYTES = 64;
/** A longer hunk is no value, but a whole file; in bytes. */
const LONGEST = 400;

/**
 * The changed places of a session file, in the form of a diff, and nothing of what stands beside them.
 *
 * Of the line only the hunk itself is shown, with the name of the member that it is the value of: next to it may stand
 * what was said, or an address with a password in it, and nobody knows all places where a tool puts one.
 */
export function narrowDiff({ file, before, after, hunks, mask }: NarrowDiffInput): string {
  const sides = [before ?? new Uint8Array(), after ?? new Uint8Array()] as const;
  const lines = sides.map((content) => toLines(content, mask));
  const back = invertHunks(hunks);
  const places = hunks.flatMap((hunk, index) => {
    const inverse = back[index] ?? hunk;
    const [old, now] = [lines[0]?.at(hunk.offset) ?? 0, lines[1]?.at(inverse.offset) ?? 0];
    return [
      `@@ -${old + 1},1 +${now + 1},1 @@`,
      `-${shown(sides[0], hunk, mask)}`,
      `+${shown(sides[1], inverse, mask)}`,
    ];
  });
  const names = [before === null ? "/dev/null" : file, after === null ? "/dev/null" : file];
  return [`--- ${names[0]}`, `+++ ${names[1]}`, ...places, ""].join("\n");
}

function shown(content: Uint8Array, { offset, before }: Hunk, mask: (text: string) => string): string {
  if (before.length > LONGEST) return `(${before.length} bytes)`;
  const ahead = Buffer.from(content.subarray(Math.max(0, offset - NAME_BYTES), offset)).toString("utf8");
  const [name = ""] = NAME.exec(ahead) ?? [];
  const text = `${name}${Buffer.from(before).toString("utf8")}`;
  // Masked as it stands there: a secret of several lines is not found any more once these are escaped.
  return `…${mask(text).replaceAll("\n", "\\n").replaceAll("\r", "\\r")}…`;
}
