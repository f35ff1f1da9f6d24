import type { Context } from "../context.ts";
import type { HeldLock } from "../disk/disk.ts";
import { quietly } from "../disk/system-error.ts";
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
  const release = (): Promise<void> => releaseAll(held);
  const deadline = disk.elapsed() + waitMs;
  const command = options.command ?? "zcf";
  try {
    for (const home of [...new Set(homes)].toSorted()) {
      const left = Math.max(0, deadline - disk.elapsed());
      held.push(await lockHome(disk, { directory: layout.locks(home), home, command, waitMs: left }));
    }
    return { release };
  } catch (error) {
    await quietly(release);
    throw error;
  }
}

/** All of them, also where one cannot be let go; throws the first failure. */
async function releaseAll(held: readonly HeldLock[]): Promise<void> {
  const results = [];
  for (const lock of held.toReversed()) results.push(...(await Promise.allSettled([lock.release()])));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
