import type { Context } from "../context.ts";
import type { HeldLock } from "../disk/disk.ts";
import { lockHome } from "./home-lock.ts";

/** How long to wait for another operation on the same home unless told otherwise, in ms. */
const WAIT_MS = 2000;

/** In sorted order, so that two operations on the same homes cannot wait for each other; `waitMs` is for all of them together. */
export async function lockHomes(
  { disk, layout, options, report }: Context,
  homes: readonly string[],
  waitMs: number = WAIT_MS,
): Promise<HeldLock> {
  report({ type: "phase", phase: "lock" });
  const held: HeldLock[] = [];
  const release = async (): Promise<void> => {
    for (const lock of held.toReversed()) await lock.release();
  };
  const deadline = disk.elapsed() + waitMs;
  const command = options.command ?? "zcf";
  try {
    for (const home of [...new Set(homes)].toSorted()) {
      const left = Math.max(0, deadline - disk.elapsed());
      held.push(await lockHome(disk, { directory: layout.locks(home), home, command, waitMs: left }));
    }
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}
