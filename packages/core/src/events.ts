import type { Notice, Skipped } from "@zcf/contract";
import type { Report } from "./report.ts";

/** The steps of the pipeline, in order. */
export type Phase =
  | "resolve"
  | "plan"
  | "confirm"
  | "lock"
  | "recover"
  | "backup"
  | "apply"
  | "verify"
  | "report";

/** What happens while a switch runs; secrets are not in it. */
export type SwitchEvent =
  | { readonly type: "phase"; readonly phase: Phase }
  | { readonly type: "notice"; readonly tool: string; readonly notice: Notice }
  /** `total` counts the units of the store that is being written. */
  | { readonly type: "progress"; readonly tool: string; readonly done: number; readonly total: number }
  /** A required file was written, or a unit applied. */
  | { readonly type: "edit"; readonly tool: string; readonly group: string; readonly subject: string }
  | { readonly type: "skipped"; readonly tool: string; readonly skipped: Skipped }
  | { readonly type: "recovered"; readonly recovery: Recovery }
  | { readonly type: "result"; readonly report: Report };

/** How an unfinished operation of earlier was ended. */
export interface Recovery {
  readonly operation: string;
  /** `rolled-back`: as before the operation. `interrupted`: the switch stands, the batch in flight was taken back. `abandoned`: closed without that, because its `foreign` could not be taken back. */
  readonly state: "rolled-back" | "interrupted" | "committed" | "abandoned";
  /** Files and databases that somebody else has changed since, left alone; a journal that says nothing. */
  readonly foreign: readonly string[];
}

/** Hears events, in order. It must not throw. */
export type Reporter = (event: SwitchEvent) => void;
