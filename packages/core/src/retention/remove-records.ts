import { join } from "node:path";
import { isSwitchError } from "@zcf/contract";
import type { Context } from "../context.ts";
import type { Disk, HeldLock } from "../disk/disk.ts";
import { orMissing } from "../disk/system-error.ts";
import { lockHome } from "../lock/home-lock.ts";
import { DIRECTORY_MODE, type StateLayout } from "../state/layout.ts";
import type { OperationRecord } from "./operation-record.ts";

export interface RemovalResult {
  readonly removed: ReadonlySet<string>;
  /** Resolved homes on which another process works. */
  readonly busy: ReadonlySet<string>;
}

/**
 * Takes operations away: out of the history while their homes are locked, off the disk after that.
 *
 * `stillGoing` is asked under the locks, because an operation may have ended since. Killed anywhere, each operation is either
 * as it was or out of every list, and the next sweep removes the rest.
 */
export async function removeRecords(
  context: Context,
  victims: readonly OperationRecord[],
  stillGoing: () => Promise<ReadonlySet<string>>,
): Promise<RemovalResult> {
  const { held, busy } = await lockFree(context, homesOf(victims));
  const removed = new Set<string>();
  try {
    const going = await stillGoing();
    const free = victims.filter(({ stores }) => !stores.some(({ home }) => busy.has(home)));
    for (const { id } of free.filter((record) => going.has(record.id)))
      if (await takeOut(context.disk, context.layout, id)) removed.add(id);
  } finally {
    for (const lock of held.toReversed()) await lock.release();
  }
  for (const id of removed) await removeOne(context.disk, context.layout, id);
  return { removed, busy };
}

/** Removes what a process that died, or met an error, had taken out already. */
export async function sweepRemoved(disk: Disk, layout: StateLayout): Promise<void> {
  for (const id of await disk.names(layout.removed)) await removeOne(disk, layout, id);
}

/** The copies first: as long as the record is there, somebody knows that they are to go. */
async function removeOne(disk: Disk, layout: StateLayout, id: string): Promise<void> {
  for (const path of [join(layout.backups, id), join(layout.removed, id)]) await removeGone(disk, path);
}

/** Two processes may sweep at once, and then one of them finds names that are gone. */
async function removeGone(disk: Disk, path: string): Promise<void> {
  try {
    await disk.removeTree(path);
  } catch (error) {
    if ((await disk.stat(path)) !== null) throw error;
  }
}

async function takeOut(disk: Disk, layout: StateLayout, id: string): Promise<boolean> {
  await disk.makeDirectory(layout.removed, DIRECTORY_MODE);
  const done = await orMissing(disk.rename(join(layout.done, id), join(layout.removed, id)).then(() => true));
  return done ?? false;
}

function homesOf(records: readonly OperationRecord[]): readonly string[] {
  return [...new Set(records.flatMap(({ stores }) => stores.map(({ home }) => home)))].toSorted();
}

interface Locked {
  readonly held: readonly HeldLock[];
  readonly busy: ReadonlySet<string>;
}

/** Nobody is waited for: what cannot go now goes next time. */
async function lockFree({ disk, layout, options }: Context, homes: readonly string[]): Promise<Locked> {
  const held: HeldLock[] = [];
  const busy = new Set<string>();
  const command = options.command ?? "zcf";
  try {
    for (const home of homes) {
      const lock = await lockHome(disk, { directory: layout.locks(home), home, command, waitMs: 0 }).catch(
        orBusy,
      );
      if (lock === null) busy.add(home);
      else held.push(lock);
    }
  } catch (error) {
    for (const lock of held.toReversed()) await lock.release();
    throw error;
  }
  return { held, busy };
}

function orBusy(error: unknown): null {
  if (isSwitchError(error) && error.code.startsWith("home-locked")) return null;
  throw error;
}
