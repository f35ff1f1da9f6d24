import { join } from "node:path";
import type { Notice } from "@zcf/contract";
import type { RequiredResult } from "../apply/required.ts";
import { countEdits } from "../journal/count-edits.ts";
import { journalFile } from "../journal/journal.ts";
import type { Outcome } from "../journal/record.ts";
import type { Report, StoreReport } from "../report.ts";
import type { UnitsResult } from "./apply-units.ts";
import type { Begun } from "./begin.ts";
import type { Execution } from "./execute.ts";
import type { StorePlan } from "./operation.ts";

/** How far an operation got. */
export interface Progress {
  readonly begun: Begun;
  readonly required: RequiredResult;
  readonly results: readonly UnitsResult[];
}

/** What was done, as data. */
export function makeReport(execution: Execution, { begun, required, results }: Progress): Report {
  const { context, operation, backup, recovered, signal } = execution;
  const stores = operation.stores.map((plan, index) => storeReport(plan, required, results[index]));
  const directory = join(context.layout.done, begun.id);
  return {
    operation: begun.id,
    outcome: outcomeName(stores, signal?.aborted === true),
    stores,
    recovered,
    backup: { strategy: backup?.id ?? "selective", path: begun.copies ?? directory },
    record: journalFile(directory),
    open: false,
  };
}

function outcomeName(stores: readonly StoreReport[], cancelled: boolean): Report["outcome"] {
  if (cancelled) return "cancelled";
  return stores.some(isIncomplete) ? "partial" : "applied";
}

function isIncomplete({ skipped, notices }: StoreReport): boolean {
  return skipped.length > 0 || notices.some(({ incomplete }) => incomplete === true);
}

export function outcomeOf(report: Report, { steps }: RequiredResult): Outcome {
  const counts = report.stores.flatMap((store) => Object.entries(store.applied));
  const applied = counts.reduce((sum, [, count]) => sum + count, 0);
  const skipped = report.stores.reduce((sum, store) => sum + store.skipped.length, 0);
  const state = report.outcome === "cancelled" ? "interrupted" : "committed";
  return { state, applied, skipped, edits: countEdits(steps, counts) };
}

function storeReport(
  plan: StorePlan,
  required: RequiredResult,
  result: UnitsResult | undefined,
): StoreReport {
  const own = new Set<string>(plan.plan.required.map(({ file }) => file));
  return {
    tool: plan.adapter.id,
    home: plan.store.home,
    from: plan.from,
    to: plan.to,
    files: required.steps.map(({ file }) => file).filter((file) => own.has(file)),
    applied: result?.applied ?? {},
    skipped: result?.skipped ?? [],
    notices: [...plan.summary.notices, ...lockNotices(plan, required)],
  };
}

function lockNotices({ plan }: StorePlan, { locked }: RequiredResult): readonly Notice[] {
  const [lock] = plan.locks;
  if (locked || lock === undefined) return [];
  return [{ code: "tool-lock-unavailable", severity: "warning", params: { file: lock.file } }];
}
