import type { FilePath, Memory, Skipped, View } from "@zcf/contract";
import type { Family } from "./families.ts";
import type { Kin } from "./lineage.ts";
import { type Models, type MovedRow, moveRows } from "./model.ts";
import type { Origins } from "./original.ts";
import { differs, outgrows } from "./rewrite.ts";
import { isCompressed } from "./rollout-bytes.ts";
import type { SessionScan } from "./scan.ts";
import { type FamilyScan, readFamily, type ScannedRollout } from "./scan-family.ts";
import type { StaleRow } from "./stale-rows.ts";

/** The provider that a thread should belong to; `null` when it should stay where it is. */
export type Destination = (thread: string, scans: readonly SessionScan[]) => Promise<string | null>;

/** Where threads should go, and what the index says of them. */
export interface Course {
  readonly destination: Destination;
  readonly rowsOf: (thread: string) => readonly StaleRow[];
  readonly models: Models;
  readonly origins: Origins;
}

/** How a thread stands towards its destination. */
export interface Standing extends Kin {
  readonly kind: "standing";
  readonly family: Family;
  /** Oldest first; files without a byte are left out. */
  readonly rollouts: readonly ScannedRollout[];
  /** A file of which it cannot be told what it continues; `null` when there is none. */
  readonly unread: FilePath | null;
  /** `null` when it stays. */
  readonly provider: string | null;
  /** Its files that name another provider. */
  readonly moving: readonly ScannedRollout[];
  /** Its rows that name another provider. */
  readonly rows: readonly MovedRow[];
  /** What the ledger should keep of its rows. */
  readonly remember: readonly Memory[];
}

/** A thread that cannot move, because one of its files cannot be relied on. */
export interface Unreliable extends Kin {
  readonly kind: "unreliable";
  readonly family: Family;
  readonly reason: Skipped;
  /** As in {@link Standing}. */
  readonly unread: FilePath | null;
}

/** Reads a thread's files. */
export async function standingOf(family: Family, view: View, course: Course): Promise<Standing | Unreliable> {
  const scan = await readFamily(family, view);
  const { problem, continues, unread } = scan;
  const segments = family.rollouts.map(({ segment }) => segment);
  const kin = { family, segments, continues, unread };
  if (problem !== null) return { ...kin, kind: "unreliable", reason: problem, grows: false };
  return { ...kin, kind: "standing", ...(await towards(family, scan, { view, course })) };
}

type Way = Pick<Standing, "rollouts" | "provider" | "moving" | "grows" | "rows" | "remember">;

async function towards(
  { thread }: Family,
  { rollouts }: FamilyScan,
  { view, course }: { readonly view: View; readonly course: Course },
): Promise<Way> {
  const scans = rollouts.map(({ scan }) => scan);
  const provider = scans.length === 0 ? null : await course.destination(thread, scans);
  if (provider === null) return { rollouts, provider, moving: [], grows: false, rows: [], remember: [] };
  const moving = rollouts.filter(({ scan }) => differs(scan, provider));
  const grows = moving.some((rollout) => mustBeReplaced(rollout, provider));
  const stale = course.rowsOf(thread).filter((row) => row.provider !== provider);
  const moved = await moveRows(stale, { thread, provider, models: course.models }, view);
  return { rollouts, provider, moving, grows, ...moved };
}

/** Whether anything has to change for the thread to be at its destination. */
export function moves({ moving, rows }: Standing): boolean {
  return moving.length > 0 || rows.length > 0;
}

/** Whether a file cannot be written in place: it becomes longer, or is compressed. */
export function mustBeReplaced({ file, scan }: ScannedRollout, provider: string): boolean {
  return isCompressed(file) || outgrows(scan, provider);
}
