import type { Exported } from "../export/exported.ts";
import type { Found } from "../import/find-candidates.ts";
import type { ImportPlan } from "../import/import-plan.ts";

/** What a command can say of providers that come from elsewhere, or go there. */
export interface ImportOutput {
  /** What the source has, beside what is here: before somebody is asked about it, or, with `--dry-run`, the result. */
  importFound(found: Found, dryRun: boolean): void;
  /** What becomes of each of them. `nothing`: no operation follows. */
  importDecided(plan: ImportPlan, nothing: boolean): void;
  exported(exported: Exported): void;
}
