import type { Memory, Skipped, View } from "@zcf/contract";
import type { Family } from "./families.ts";
import { type Models, type MovedRow, moveRows } from "./model.ts";
import { differs, outgrows } from "./rewrite.ts";
import { isCompressed } from "./rollout-bytes.ts";
import type { SessionScan } from "./scan.ts";
import { type ScannedRollout, scanFamily } from "./scan-family.ts";
import type { StaleRow } from "./stale-rows.ts";

/** The provider that a thread should belong to; `null` when it should stay where it is. */
export type Destination = (thread: string, scans: readonly SessionScan[]) => Promise<string | null>;

/** Where threads should go, and what the index says of them. */
export interface Course {
  readonly destination: Destination;
  readonly rowsOf: (thread: string) => readonly StaleRow[];
  readonly models: Models;
}

/** How a thread stands towards its destination. */
export interface Standing {
  readonly family: Family;
  /** Oldest first; files without a byte are left out. */
  readonly rollouts: readonly ScannedRollout[];
  /** `null` when it stays. */
  readonly provider: string | null;
  /** Its files that name another provider. */
  readonly moving: readonly ScannedRollout[];
  /** Its rows that name another provider. */
  readonly rows: readonly MovedRow[];
  /** What the ledger should keep of its rows. */
  readonly remember: readonly Memory[];
}

/** Reads a thread's files, or says why one of them cannot be relied on. */
export async function standingOf(family: Family, view: View, course: Course): Promise<Standing | Skipped> {
  const rollouts = await scanFamily(family, view);
  if ("kind" in rollouts) return rollouts;
  const scans = rollouts.map(({ scan }) => scan);
  const provider = scans.length === 0 ? null : await course.destination(family.thread, scans);
  if (provider === null) return { family, rollouts, provider, moving: [], rows: [], remember: [] };
  const { thread } = family;
  const moving = rollouts.filter(({ scan }) => differs(scan, provider));
  const stale = course.rowsOf(thread).filter((row) => row.provider !== provider);
  const moved = await moveRows(stale, { thread, provider, models: course.models }, view);
  return { family, rollouts, provider, moving, ...moved };
}

/** Whether anything has to change for the thread to be at its destination. */
export function moves({ moving, rows }: Standing): boolean {
  return moving.length > 0 || rows.length > 0;
}

/** Whether one of its files has to be replaced for that: it becomes longer, or is compressed. */
export function grows({ provider, moving }: Standing): boolean {
  return provider !== null && moving.some(({ file, scan }) => isCompressed(file) || outgrows(scan, provider));
}
