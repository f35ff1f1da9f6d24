import { join } from "node:path";
import type { Disk } from "../disk/disk.ts";
import { DIRECTORY_MODE, type StateLayout } from "../state/layout.ts";

/** Moves an operation that has its `end` to the history. */
export async function closeOperation(disk: Disk, layout: StateLayout, id: string): Promise<void> {
  await disk.makeDirectory(layout.done, DIRECTORY_MODE);
  await disk.rename(join(layout.pending, id), join(layout.done, id));
}
