import type { Operation, Report } from "@zcf/core";
import { countOf } from "./causes.ts";

/** The command that takes an operation back; `null` where nothing was done, or what it takes was not kept. */
export function undoingCommand(report: Report, { stores }: Operation): string | null {
  const { operation, outcome, backup } = report;
  const isDone = report.stores.some(({ files, applied }) => files.length + countOf(applied) > 0);
  if (operation === null || outcome === "nothing" || !isDone) return null;
  const isSensitive = stores.some(({ plan }) => plan.required.some(({ sensitive }) => sensitive === true));
  return backup?.strategy === "none" && isSensitive ? null : `zcf undo ${operation}`;
}
