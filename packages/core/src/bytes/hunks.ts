import type { Hunk } from "@zcf/contract";

/** Whether `before` stands at every hunk's offset of the content. */
export function hunksMatch(content: Uint8Array, hunks: readonly Hunk[]): boolean {
  return hunks.every((hunk) => equalAt(content, hunk.offset, hunk.before));
}

/** The content with every hunk replaced; hunks are sorted and disjoint. */
export function applyHunks(content: Uint8Array, hunks: readonly Hunk[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const hunk of hunks) {
    parts.push(content.subarray(from, hunk.offset), hunk.after);
    from = hunk.offset + hunk.before.length;
  }
  parts.push(content.subarray(from));
  return Buffer.concat(parts);
}

/** The hunks that take the result of {@link applyHunks} back: sides swapped, offsets moved by what came before. */
export function invertHunks(hunks: readonly Hunk[]): readonly Hunk[] {
  let shift = 0;
  return hunks.map((hunk) => {
    const offset = hunk.offset + shift;
    shift += hunk.after.length - hunk.before.length;
    return { offset, before: hunk.after, after: hunk.before };
  });
}

/** By how many bytes the hunks make the file longer; negative when shorter. */
export function growth(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, hunk) => sum + hunk.after.length - hunk.before.length, 0);
}

/** Whether every hunk keeps its length, so that no other byte moves. */
export function keepsLength(hunks: readonly Hunk[]): boolean {
  return hunks.every((hunk) => hunk.before.length === hunk.after.length);
}

function equalAt(content: Uint8Array, offset: number, expected: Uint8Array): boolean {
  const found = content.subarray(offset, offset + expected.length);
  return Buffer.compare(found, expected) === 0;
}
