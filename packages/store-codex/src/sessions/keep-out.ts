import type { FilePath, Lock, Process, Skipped, Store, View } from "@zcf/contract";
import { codexProcesses, usesHome } from "../codex-processes.ts";
import { skipped } from "./codes.ts";
import { once } from "./once.ts";
import { COORDINATION_LOCK, LOCK_PLACE } from "./places.ts";

/** What keeps Codex out of a thread: locks to take, perhaps none. */
interface KeptOut {
  readonly kind: "kept";
  readonly locks: readonly Lock[];
}

/** How to keep Codex out of one thread while its files are replaced, or why that cannot be done. */
export type KeepOut = (thread: string) => Promise<KeptOut | Skipped>;

/**
 * Codex's own writer lock (0.147 on), or, where the home has no such locks, that no Codex of this home runs.
 *
 * What is the same for all threads is looked up once, when the first one asks.
 */
export function keepOut(store: Store, view: View): KeepOut {
  const way = once(() => howToKeepOut(store, view));
  return async (thread) => (await way())(thread);
}

async function howToKeepOut(store: Store, view: View): Promise<(thread: string) => KeptOut | Skipped> {
  const locks = view.path(store.home, LOCK_PLACE);
  if ((await view.stat(locks))?.kind === "directory") return byWriterLock(locks, view);
  if (!view.can.processes) return (thread) => skipped(thread, "codex.session-no-processes", { thread });
  const ours = await firstThatMayUse(store, view);
  if (ours === null) return () => ({ kind: "kept", locks: [] });
  return (thread) => skipped(thread, "codex.session-codex-runs", { thread, pid: ours.pid });
}

/** A Codex whose home cannot be told may have this one. */
async function firstThatMayUse(store: Store, view: View): Promise<Process | null> {
  for (const process of await codexProcesses(view)) {
    if ((await usesHome(process, store.home, view)) !== false) return process;
  }
  return null;
}

function byWriterLock(locks: FilePath, view: View): (thread: string) => KeptOut | Skipped {
  if (!view.can.flock) return (thread) => skipped(thread, "codex.session-no-lock", { thread });
  const coordination = view.path(locks, COORDINATION_LOCK);
  return (thread) => {
    const file = view.path(locks, `${thread}.lock`);
    const lock = { kind: "flock", file, presence: "ephemeral", coordination, waitMs: 0 } as const;
    return { kind: "kept", locks: [lock] };
  };
}
