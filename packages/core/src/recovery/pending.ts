import { join } from "node:path";
import type { DiskReader } from "../disk/disk.ts";
import { DRAFT, readJournal } from "../journal/journal.ts";
import type { StoreNote } from "../journal/record.ts";
import type { StateLayout } from "../state/layout.ts";

/** An operation that is not over: it runs now, or it was interrupted. */
export interface Pending {
  readonly id: string;
  readonly stores: readonly StoreNote[];
}

/** Every operation that is not over. */
export async function listPending(disk: DiskReader, layout: StateLayout): Promise<readonly Pending[]> {
  const found: Pending[] = [];
  for (const id of await disk.names(layout.pending)) {
    if (id.endsWith(DRAFT)) continue;
    const directory = join(layout.pending, id);
    const records = await readJournal(disk, directory);
    // A stray file, or an operation that ended just now.
    if ((await disk.stat(directory))?.kind !== "directory") continue;
    const begin = records.find((record) => record.type === "begin");
    found.push({ id, stores: begin?.stores ?? [] });
  }
  return found;
}

/** Those of certain homes. */
export async function pendingOn(
  disk: DiskReader,
  layout: StateLayout,
  homes: readonly string[],
): Promise<readonly Pending[]> {
  const pending = await listPending(disk, layout);
  return pending.filter(({ stores }) => stores.some(({ home }) => homes.includes(home)));
}

export function homesOf(pending: readonly Pending[]): readonly string[] {
  return pending.flatMap(({ stores }) => stores.map(({ home }) => home));
}
