import { join } from "node:path";
import type { Json } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { isStoreNotes } from "../journal/check-record.ts";
import { DRAFT, journalFile } from "../journal/journal.ts";
import { firstLine } from "../journal/journal-ends.ts";
import type { StoreNote } from "../journal/record.ts";
import { isRecord } from "../journal/shape.ts";
import type { StateLayout } from "../state/layout.ts";
import { isUnbegun } from "./sweep-unbegun.ts";

/** An operation that is not over: it runs now, or it was interrupted. */
export interface Pending {
  readonly id: string;
  /** None where its record cannot be read: it may be about any home then. */
  readonly stores: readonly StoreNote[];
}

/** Every operation that is not over. */
export async function listPending(disk: DiskReader, layout: StateLayout): Promise<readonly Pending[]> {
  const found: Pending[] = [];
  for (const id of await disk.names(layout.pending)) {
    if (id.endsWith(DRAFT)) continue;
    const stores = await storesOf(disk, join(layout.pending, id));
    if (stores !== null) found.push({ id, stores });
  }
  return found;
}

/** Those of certain homes, and those that may be. */
export async function pendingOn(
  disk: DiskReader,
  layout: StateLayout,
  homes: readonly string[],
): Promise<readonly Pending[]> {
  const pending = await listPending(disk, layout);
  return pending.filter(
    ({ stores }) => stores.length === 0 || stores.some(({ home }) => homes.includes(home)),
  );
}

export function homesOf(pending: readonly Pending[]): readonly string[] {
  return pending.flatMap(({ stores }) => stores.map(({ home }) => home));
}

/** `null` for a stray file, a folder without a journal, and an operation that ended just now. */
async function storesOf(disk: DiskReader, directory: string): Promise<Pending["stores"] | null> {
  try {
    if (await isUnbegun(disk, directory)) return null;
    const journal = await disk.stat(journalFile(directory));
    if (journal === null) return null;
    return storesIn(await firstLine(disk, directory, journal.size));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return (await disk.stat(directory))?.kind === "directory" ? [] : null;
  }
}

/** Also of a newer zcf's record, as far as it still says that in our way. */
function storesIn(begin: Json | null): Pending["stores"] {
  const stores = isRecord(begin) && begin["type"] === "begin" ? begin["stores"] : undefined;
  return isStoreNotes(stores) ? stores : [];
}
