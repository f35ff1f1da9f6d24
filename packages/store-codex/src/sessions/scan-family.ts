import { type FilePath, isSwitchError, type Skipped, type View } from "@zcf/contract";
import { skipped } from "./codes.ts";
import type { Family, Rollout } from "./families.ts";
import { isCompressed } from "./rollout-bytes.ts";
import type { Base, RolloutScan, SessionScan } from "./scan.ts";
import { scanned } from "./scanned.ts";

/** A session file and what it says; files without a byte are left out. */
export type ScannedRollout = Rollout & { readonly scan: SessionScan };

/** What the files of a thread say, each as far as it can be read. */
export interface FamilyScan {
  /** Oldest first; only those that can be relied on. */
  readonly rollouts: readonly ScannedRollout[];
  /** Why one of the others, the first, cannot be relied on; `null` when there is none. */
  readonly problem: Skipped | null;
  /** The segments that its files continue, also those that cannot be relied on, as far as they say so. */
  readonly continues: readonly string[];
  /** A file of which it cannot be told what it continues; `null` when there is none. */
  readonly unread: FilePath | null;
}

/** Scans all files of a thread, oldest first, or says why one of them cannot be relied on. */
export async function scanFamily(family: Family, view: View): Promise<readonly ScannedRollout[] | Skipped> {
  const { rollouts, problem } = await readFamily(family, view);
  return problem ?? rollouts;
}

/** Scans all files of a thread, also where one of them cannot be read. */
export async function readFamily({ thread, rollouts }: Family, view: View): Promise<FamilyScan> {
  const looks: Look[] = [];
  for (const rollout of rollouts) looks.push(await look(rollout, thread, view));
  return {
    rollouts: looks.flatMap(({ scanned: found }) => found ?? []),
    problem: looks.find(({ problem }) => problem !== null)?.problem ?? null,
    continues: looks.flatMap(({ bases }) => (bases ?? []).map(({ segment }) => segment)),
    unread: looks.find(({ bases }) => bases === null)?.file ?? null,
  };
}

/** What one look at a file gave. */
interface Look {
  readonly file: FilePath;
  readonly scanned: ScannedRollout | null;
  readonly problem: Skipped | null;
  /** See `SessionScan`. */
  readonly bases: readonly Base[] | null;
}

async function look(rollout: Rollout, thread: string, view: View): Promise<Look> {
  const { file } = rollout;
  const unread = { file, scanned: null, bases: null };
  if (isCompressed(file) && !view.can.zstd)
    return { ...unread, problem: skipped(thread, "codex.session-compressed", { thread, file }) };
  try {
    return lookOf(rollout, thread, await scanned(view, file));
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "unreadable") throw error;
    return { ...unread, problem: skipped(thread, "unreadable", error.params) };
  }
}

function lookOf(rollout: Rollout, thread: string, scan: RolloutScan): Look {
  const { file } = rollout;
  if (scan.kind === "empty") return { file, scanned: null, problem: null, bases: [] };
  const { bases } = scan;
  if (scan.kind === "unreadable") {
    const problem = skipped(thread, "codex.session-unreadable", { thread, file, line: scan.line });
    return { file, scanned: null, problem, bases };
  }
  if (scan.thread === thread) return { file, scanned: { ...rollout, scan }, problem: null, bases };
  return { file, scanned: null, problem: skipped(thread, "codex.session-misnamed", { file }), bases };
}
