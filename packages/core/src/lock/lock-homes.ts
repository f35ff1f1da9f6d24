import type { Context } from "../context.ts";
import type { HeldLock } from "../disk/disk.ts";
import { lockHome } from "./home-lock.ts";

/** How long to wait for another operation on the same home unless told otherwise, in ms. */
const WAIT_MS = 2000;

/** In sorted order, so that two operations on the same homes cannot wait for each other. */
export async function lockHomes(
  context: Context,
  homes: readonly string[],
  waitMs: number = WAIT_MS,
): Promise<HeldLock> {
  context.report({ type: "phase", phase: "lock" });
  const held: HeldLock[] = [];
  const release = async (): Promise<void> => {
    for (const lock of held.toReversed()) await lock.release();
  };
  try {
    for (const home of [...new Set(homes)].toSorted()) {
      const directory = context.layout.locks(home);
      held.push(
        await lockHome(context.disk, { directory, home, waitMs, command: context.options.command ?? "zcf" }),
      );
    }
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}
