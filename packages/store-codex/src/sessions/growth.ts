import type { FilePath, Lock, Process, Skipped, Store, View } from "@zcf/contract";
import { codexProcesses, usesHome } from "../codex-processes.ts";
import { skipped } from "./codes.ts";
import type { Family } from "./families.ts";
import { once } from "./once.ts";
import { COORDINATION_LOCK, LOCK_PLACE } from "./places.ts";
import { loadProjectedSegments } from "./projected-segments.ts";
import type { SessionScan } from "./scan.ts";

/** A session whose file would have to be replaced by a longer one. */
interface GrowthRequest {
  readonly family: Family;
  readonly scans: readonly SessionScan[];
  readonly provider: string;
}

/** Under which locks a session's files may grow, or why they may not. */
export type GrowthRule = (request: GrowthRequest) => Promise<readonly Lock[] | Skipped>;

/**
 * Decides about growth; what is the same for all sessions is looked up once, when the first one asks.
 *
 * Only `legacy` sessions may grow: no byte offset of them is stored anywhere, also not after newer versions resumed
 * or forked them (0.155 and 0.169 measured). Codex must be kept out meanwhile: by its writer lock (0.147 on), or,
 * where the home has no such locks, by not running.
 */
export function growthRule(store: Store, view: View): GrowthRule {
  const projected = once(() => loadProjectedSegments(store, view));
  const keepOut = once(() => howToKeepOut(store, view));
  return async (request) => {
    const { family, provider } = request;
    const { thread } = family;
    const { segments, unread } = await projected();
    if (hasOffsets(request, segments))
      return skipped(thread, "codex.session-paginated-growth", { thread, provider });
    if (unread !== null)
      return skipped(thread, "codex.session-offsets-unknown", { thread, database: unread });
    return (await keepOut())(thread);
  };
}

function hasOffsets({ family, scans }: GrowthRequest, projected: ReadonlySet<string>): boolean {
  return (
    scans.some(({ history }) => history !== "legacy") ||
    family.rollouts.some(({ segment }) => projected.has(segment))
  );
}

/** What keeps Codex out of one thread: locks to take, perhaps none, or why it cannot be done. */
type KeepOut = (thread: string) => readonly Lock[] | Skipped;

async function howToKeepOut(store: Store, view: View): Promise<KeepOut> {
  const locks = view.path(store.home, LOCK_PLACE);
  if ((await view.stat(locks))?.kind === "directory") return byWriterLock(locks, view);
  if (!view.can.processes) return (thread) => skipped(thread, "codex.session-no-processes", { thread });
  const ours = await firstThatMayUse(store, view);
  if (ours === null) return () => [];
  return (thread) => skipped(thread, "codex.session-codex-runs", { thread, pid: ours.pid });
}

/** A Codex whose home cannot be told may have this one. */
async function firstThatMayUse(store: Store, view: View): Promise<Process | null> {
  for (const process of await codexProcesses(view)) {
    if ((await usesHome(process, store.home, view)) !== false) return process;
  }
  return null;
}

function byWriterLock(locks: FilePath, view: View): KeepOut {
  if (!view.can.flock) return (thread) => skipped(thread, "codex.session-no-lock", { thread });
  const coordination = view.path(locks, COORDINATION_LOCK);
  return (thread) => [
    {
      kind: "flock",
      file: view.path(locks, `${thread}.lock`),
      presence: "ephemeral",
      coordination,
      waitMs: 0,
    },
  ];
}
