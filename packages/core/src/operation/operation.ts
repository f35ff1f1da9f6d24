import type { FileEdit, Goal, Notice, Plan, Skipped, Store, StoreAdapter } from "@zcf/contract";
import type { Purpose } from "../journal/record.ts";
import type { Request } from "../request.ts";

/** What one look at a plan's units found. */
export interface Summary {
  /** Equal for equal plans: a digest of every edit. */
  readonly fingerprint: string;
  /** How many subjects of units would change, by group. */
  readonly units: Readonly<Record<string, number>>;
  /** What the plan itself leaves out. */
  readonly skipped: readonly Skipped[];
  /** The plan's own, and those that came out while its units were planned. */
  readonly notices: readonly Notice[];
}

/** The plan for one store, as data, with what is needed to plan it again. */
export interface StorePlan {
  readonly adapter: StoreAdapter;
  readonly store: Store;
  readonly goal: Goal;
  /** The target before; `null` when what is configured is none. */
  readonly from: string | null;
  /** The target after; `null` where it stays the same. */
  readonly to: string | null;
  readonly plan: Plan;
  readonly summary: Summary;
  /** The required edits of a plan made anew: none once these are written. */
  readonly left: () => Promise<readonly FileEdit[]>;
}

/** One or more store plans that are switched together. */
export interface Operation {
  readonly request: Request;
  readonly purpose: Purpose;
  readonly stores: readonly StorePlan[];
  /** Equal as long as no other operation ended since this one was planned; unknown when left out. */
  readonly epoch?: string;
}

/** Whether nothing would change. */
export function isEmpty(operation: Operation): boolean {
  return operation.stores.every(
    ({ plan, summary }) => plan.required.length === 0 && unitCount(summary) === 0,
  );
}

/** How many subjects would change, all groups together. */
export function unitCount(summary: Summary): number {
  return Object.values(summary.units).reduce((sum, count) => sum + count, 0);
}

/** Equal for equal operations. */
export function fingerprintOf(operation: Operation): string {
  return operation.stores.map(({ summary }) => summary.fingerprint).join(" ");
}
