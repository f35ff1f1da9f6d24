import type { EarlierCopy, KeptReason } from "@zcf/core";

/** `zcf backup` */
export interface BackupMessages {
  readonly none: string;
  readonly notRestorable: string;
  readonly total: (count: number, size: string) => string;
  readonly restoreHint: string;
  /** Before the folders that earlier versions of zcf left; `size`: of all of them. */
  readonly earlier: (count: number, size: string) => string;
  readonly earlierHint: string;
  /** A part of a folder may not be looked into. */
  readonly atLeast: (size: string) => string;
  readonly problem: Readonly<Record<NonNullable<EarlierCopy["problem"]>, string>>;
  readonly willRemove: (count: number, size: string) => string;
  readonly willRemoveEarlier: (count: number, size: string) => string;
  /** What stays, by why it does. */
  readonly kept: Readonly<Record<KeptReason, (count: number) => string>>;
  readonly nothingToPrune: string;
  readonly pruned: (count: number, size: string) => string;
  readonly prunedEarlier: (count: number, size: string) => string;
  /** A folder of an earlier version that was not removed, and why. */
  readonly leftEarlier: (path: string, problem: string) => string;
  readonly question: string;
}
