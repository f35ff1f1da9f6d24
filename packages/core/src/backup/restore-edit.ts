import type { FileEdit } from "@zcf/contract";
import { OWN_GROUP } from "../admit/own-group.ts";
import { digest } from "../bytes/digest.ts";
import type { KeptFile } from "./kept-file.ts";

/** Both sides of a file that differs. */
export interface Sides {
  readonly kept: Uint8Array | null;
  readonly today: Uint8Array | null;
}

/**
 * Makes today's file what the backup has. Nobody knows what is in it, so it counts as a secret.
 *
 * The mode of a file that is there is the user's to change; it comes back only with a file that was gone.
 */
export function restoreEdit(file: KeptFile, { kept, today }: Sides): readonly FileEdit[] {
  const common = { group: OWN_GROUP.id, file: file.file, sensitive: true } as const;
  const times = file.times === null ? {} : { times: file.times };
  if (kept === null) return today === null ? [] : [{ ...common, kind: "remove", content: today }];
  if (today !== null) {
    const hunks = [differing(today, kept)];
    return [{ ...common, kind: "patch", base: digest(today), hunks, ...times }];
  }
  const { mode, owner } = file;
  return [
    {
      ...common,
      kind: "create",
      content: kept,
      mode,
      ...(owner === null ? {} : { owner: { uid: owner.uid, gid: owner.gid } }),
      ...times,
    },
  ];
}

/** The one part in which they differ. */
function differing(before: Uint8Array, after: Uint8Array) {
  const shorter = Math.min(before.length, after.length);
  let offset = 0;
  while (offset < shorter && before[offset] === after[offset]) offset += 1;
  let end = 0;
  while (end < shorter - offset && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return {
    offset,
    before: before.subarray(offset, before.length - end),
    after: after.subarray(offset, after.length - end),
  };
}
