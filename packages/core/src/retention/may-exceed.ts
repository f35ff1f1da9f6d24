import { join } from "node:path";
import type { DiskReader } from "../disk/disk.ts";
import type { StateLayout } from "../state/layout.ts";
import type { Retention } from "./limits.ts";
import { bytesOf } from "./operation-record.ts";

/**
 * Whether records may have to go. Looks at names and sizes only, because it is asked after every operation: 50 records take
 * 1 ms, to read what is in them 12.
 *
 * At the limit each operation would be one too many, so a fifth more may gather before somebody looks closer.
 */
export async function mayExceed(
  disk: DiskReader,
  layout: StateLayout,
  { keep, maxBytes }: Retention,
): Promise<boolean> {
  const ids = await disk.names(layout.done);
  if (ids.length > keep + Math.floor(keep / 5)) return true;
  const copied = new Set(await disk.names(layout.backups));
  let bytes = 0;
  for (const id of ids) {
    const backup = copied.has(id) ? join(layout.backups, id) : null;
    bytes += await bytesOf(disk, join(layout.done, id), backup);
    if (bytes > maxBytes) return true;
  }
  return false;
}
