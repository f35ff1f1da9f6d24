import type { Hunk } from "@zcf/contract";

/** The one hunk between what two contents begin and end with alike; without sides where they are equal. */
export function differingPart(before: Uint8Array, after: Uint8Array): Hunk {
  const shorter = Math.min(before.length, after.length);
  let offset = 0;
  while (offset < shorter && before[offset] === after[offset]) offset += 1;
  let end = 0;
  while (end < shorter - offset && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1;
  return {
    offset,
    before: before.subarray(offset, before.length - end),
    after: after.subarray(offset, after.length - end),
  };
}
