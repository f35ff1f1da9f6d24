import { join } from "node:path";
import type { Finding } from "@zcf/contract";
import type { Context } from "../context.ts";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { DIRECTORY_MODE, FILE_MODE, ownRoots, type StateLayout } from "../state/layout.ts";
import { ownFinding } from "./diagnosis.ts";

/** So many are named. */
const NAMED = 5;

/** Something of ours that others than the user may read, write or search. */
interface Open {
  readonly path: string;
  readonly mode: number;
}

export async function openFindings({ disk, layout }: Context): Promise<readonly Finding[]> {
  const open = await openEntries(disk, layout);
  if (open.length === 0) return [];
  const params = { count: open.length, files: open.slice(0, NAMED).map(({ path }) => path) };
  return [ownFinding("zcf.state-open", "warning", params)];
}

/**
 * Takes all rights to our state from everybody but the user; returns what was changed.
 *
 * No operation: it changes no byte and no home, and an undo would only open what can hold keys.
 */
export async function closeState(disk: Disk, layout: StateLayout): Promise<readonly string[]> {
  const open = await openEntries(disk, layout);
  for (const { path, mode } of open) await disk.setMode(path, mode);
  return open.map(({ path }) => path);
}

/** A directory comes before what is in it. */
async function openEntries(disk: DiskReader, layout: StateLayout): Promise<readonly Open[]> {
  if (!disk.can.modes) return [];
  const found: Open[] = [];
  for (const root of ownRoots(layout)) await addOpen(disk, root, found);
  return found;
}

/** What cannot be looked at is passed over: it is somebody else's, and told of by who wants to read it. */
async function addOpen(disk: DiskReader, path: string, found: Open[]): Promise<void> {
  const stat = await orNull(disk.stat(path));
  if (stat?.link !== null || stat.kind === "other") return;
  const allowed = stat.kind === "directory" ? DIRECTORY_MODE : FILE_MODE;
  if ((stat.mode & 0o077) !== 0) found.push({ path, mode: stat.mode & allowed });
  if (stat.kind !== "directory") return;
  for (const name of (await orNull(disk.names(path))) ?? []) await addOpen(disk, join(path, name), found);
}

async function orNull<T>(value: Promise<T>): Promise<T | null> {
  try {
    return await value;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}
