import type { MadeChange } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import type { KeptFile } from "./kept-file.ts";

/** Those that the adapter plans. One that is as it was is told as well: it judges the home as a whole. */
export async function replacedFiles(
  disk: DiskReader,
  kept: readonly KeptFile[],
): Promise<readonly MadeChange[]> {
  const changes: MadeChange[] = [];
  for (const { planned: group, file, content } of kept) {
    if (group === null) continue;
    const before = await content();
    const after = (await disk.stat(file)) === null ? null : await disk.read(file);
    const now = isSame(before, after) ? "kept" : "replaced";
    changes.push({ group, file, before, after, now });
  }
  return changes;
}

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}
