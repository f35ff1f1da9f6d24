import type { Notice, Skipped } from "@zcf/contract";
import type { Recovery } from "./events.ts";

/** What a switch did to one store. */
export interface StoreReport {
  readonly tool: string;
  readonly home: string;
  readonly from: string | null;
  /** `null` when the operation was no switch. */
  readonly to: string | null;
  /** The required files that were written. */
  readonly files: readonly string[];
  /** How many units were applied, by group. */
  readonly applied: Readonly<Record<string, number>>;
  readonly skipped: readonly Skipped[];
  readonly notices: readonly Notice[];
}

export interface Report {
  /** `null` when nothing was done. */
  readonly operation: string | null;
  /** `partial`: the switch stands, but units were skipped, or a notice says that something is left undone. */
  readonly outcome: "applied" | "partial" | "nothing" | "declined" | "cancelled";
  readonly stores: readonly StoreReport[];
  readonly recovered: readonly Recovery[];
  /** `path` is where copies or before-sides lie. */
  readonly backup: { readonly strategy: string; readonly path: string } | null;
  /** The journal of the operation: lines of JSON, the last of which lists all that was skipped. */
  readonly record: string | null;
  /** Our own record could not be closed (a full disk, say); the switch stands, and the next recovery closes it. */
  readonly open: boolean;
}
