import type { Context } from "../context.ts";

const STAMP = /^\d{8}T\d{9}Z/;

/**
 * A new id that sorts behind all that are there: time to the millisecond, and a nonce.
 *
 * Where the clock was set back it goes on from the newest id, or the next undo would take back the wrong operation.
 */
export async function newOperationId({ disk, layout }: Context): Promise<string> {
  const names = [...(await disk.names(layout.done)), ...(await disk.names(layout.pending))];
  const newest = Math.max(0, ...names.map(timeOf));
  return `${stampOf(Math.max(disk.now(), newest + 1))}-${disk.nonce()}`;
}

function stampOf(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:.]/g, "");
}

/** Milliseconds; 0 for a name that is no id. */
function timeOf(name: string): number {
  const [stamp] = STAMP.exec(name) ?? [];
  if (stamp === undefined) return 0;
  return Date.parse(stamp.replace(/^(.{4})(..)(..T..)(..)(..)(...)Z$/, "$1-$2-$3:$4:$5.$6Z")) || 0;
}
