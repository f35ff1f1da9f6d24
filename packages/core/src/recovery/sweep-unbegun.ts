import { join } from "node:path";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { DRAFT, dropJournal, journalFile } from "../journal/journal.ts";
import type { StateLayout } from "../state/layout.ts";

/**
 * Removes what never became an operation: drafts of dead processes, and folders without a journal, which a crash left that
 * came while one was dropped. What does not go stays; it stands in nobody's way.
 */
export async function sweepUnbegun(disk: Disk, layout: StateLayout): Promise<void> {
  for (const name of await disk.names(layout.pending)) {
    try {
      await sweep(disk, layout, name);
    } catch (error) {
      if (systemCode(error) === null) throw error;
    }
  }
}

async function sweep(disk: Disk, layout: StateLayout, name: string): Promise<void> {
  const directory = join(layout.pending, name);
  if (name.endsWith(DRAFT)) {
    const author = { ...disk.self, pid: Number(name.split(".").at(-2)), started: null };
    if (!(await disk.alive(author))) await disk.removeTree(directory);
  } else if (await isUnbegun(disk, directory)) {
    await disk.removeTree(join(layout.backups, name));
    await dropJournal(disk, directory);
  }
}

/** Whether a folder has no journal: it is made with one, and loses it first when its homes are settled. */
export async function isUnbegun(disk: DiskReader, directory: string): Promise<boolean> {
  if ((await disk.stat(journalFile(directory))) !== null) return false;
  // Asked last: an operation that was closed meanwhile has its journal elsewhere.
  return (await disk.stat(directory))?.kind === "directory";
}
