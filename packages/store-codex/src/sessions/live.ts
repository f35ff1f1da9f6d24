import { type FilePath, isSwitchError, type Skipped, type Store, type View } from "@zcf/contract";
import { skipped } from "./codes.ts";
import type { Family } from "./families.ts";
import { LOCK_PLACE } from "./places.ts";

/**
 * The files that tell whether a Codex has a thread: its writer lock (0.147 on) and its session files, which stay open
 * as long as the thread is loaded (0.80 to 0.169 measured).
 */
export function telltales(family: Family, store: Store, view: View): readonly FilePath[] {
  const lock = view.path(store.home, LOCK_PLACE, `${family.thread}.lock`);
  return [lock, ...family.rollouts.map(({ file }) => file)];
}

/** Why a thread that somebody has, or may have, is left out; `null` when nobody has it. */
export async function skipIfLive(
  thread: string,
  files: readonly FilePath[],
  view: View,
): Promise<Skipped | null> {
  try {
    return await skipIfHeld(thread, files, view);
  } catch (error) {
    // Another user's lock file, perhaps, since Codex was run with `sudo` once.
    if (!isSwitchError(error) || error.code !== "unreadable") throw error;
    return skipped(thread, "unreadable", error.params);
  }
}

async function skipIfHeld(thread: string, files: readonly FilePath[], view: View): Promise<Skipped | null> {
  for (const file of files) {
    const holders = await view.holders(file);
    const holder = holders.find(({ how }) => how === "flock") ?? holders[0];
    if (holder === undefined) continue;
    const { pid, how } = holder;
    return skipped(thread, "codex.session-live", { thread, file, pid: pid ?? 0, how });
  }
  return null;
}
