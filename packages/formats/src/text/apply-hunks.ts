import type { Hunk } from "@zcf/contract";

/** The content after sorted, disjoint hunks; throws a `RangeError` where a hunk does not find what it expects. */
export function applyHunks(content: Uint8Array, hunks: readonly Hunk[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { offset, before, after } of hunks) {
    const end = offset + before.length;
    if (offset < at || !sameBytes(content.subarray(offset, end), before)) {
      throw new RangeError(`hunk at byte ${offset} does not match`);
    }
    parts.push(content.subarray(at, offset), after);
    at = end;
  }
  return concatenate([...parts, content.subarray(at)]);
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
