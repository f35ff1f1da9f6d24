import { join } from "node:path";
import type { BackupStrategy } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { applyRequired } from "../apply/required.ts";
import { withDisk } from "../apply/with-disk.ts";
import { type Context, viewStore } from "../context.ts";
import { systemCode } from "../disk/system-error.ts";
import type { Recovery } from "../events.ts";
import type { Outcome } from "../journal/record.ts";
import { closeOperation } from "../recovery/recover.ts";
import type { Report } from "../report.ts";
import { applyUnits, type UnitsResult } from "./apply-units.ts";
import { type Begun, begin } from "./begin.ts";
import { makeReport, outcomeOf } from "./make-report.ts";
import type { Operation } from "./operation.ts";

export interface Execution {
  readonly context: Context;
  readonly operation: Operation;
  readonly backup: BackupStrategy | null;
  readonly recovered: readonly Recovery[];
  readonly signal: AbortSignal | undefined;
}

/** Writes an operation; the caller holds the locks of its homes and has planned under them. */
export async function execute(execution: Execution): Promise<Report> {
  const { context, operation, backup } = execution;
  const begun = await begin(context, operation, backup);
  const files = await commitRequired(execution, begun);
  const results = await writeUnits(execution, begun);
  const report = makeReport(execution, begun, files, results);
  if (await close(context, begun, outcomeOf(report))) return report;
  return { ...report, record: begun.journal.directory, open: true };
}

async function commitRequired(execution: Execution, begun: Begun): Promise<readonly string[]> {
  const { context, operation, signal } = execution;
  context.report({ type: "phase", phase: "apply" });
  try {
    const steps = await applyRequired({
      disk: context.disk,
      journal: begun.journal,
      operation: begun.id,
      edits: operation.stores.flatMap(({ plan }) => plan.required),
      locks: operation.stores.flatMap(({ plan }) => plan.locks),
      verify: () => verifyRequired(execution),
      signal,
    });
    return steps.map(({ file }) => file);
  } catch (error) {
    throw await closeRolledBack(context, begun, withDisk(error, "untouched"));
  }
}

/** The adapter must find nothing left to do. */
async function verifyRequired({ context, operation }: Execution): Promise<void> {
  context.report({ type: "phase", phase: "verify" });
  for (const { adapter, store, goal, plan } of operation.stores) {
    if (plan.required.length === 0) continue;
    const [left] = (await adapter.plan(store, await viewStore(context, store), goal)).required;
    if (left === undefined) continue;
    throw new SwitchError({ kind: "adapter", code: "verify-failed", params: { file: left.file } });
  }
}

async function closeRolledBack(context: Context, begun: Begun, error: SwitchError): Promise<SwitchError> {
  if (error.disk === "unfinished") return error;
  const closed = await close(context, begun, { state: "rolled-back", applied: 0, skipped: 0 });
  if (closed) await context.disk.removeTree(join(context.layout.backups, begun.id)).catch(() => {});
  return error;
}

async function writeUnits(
  { context, operation, signal, backup }: Execution,
  begun: Begun,
): Promise<readonly UnitsResult[]> {
  if (backup?.keeps === "plain") await begun.journal.unseal();
  const results: UnitsResult[] = [];
  for (const plan of operation.stores) {
    results.push(await applyUnits({ context, plan, journal: begun.journal, operation: begun.id, signal }));
  }
  return results;
}

/** `false` when our own record could not be closed; the homes are settled, and the next recovery closes it. */
async function close({ disk, layout }: Context, { id, journal }: Begun, outcome: Outcome): Promise<boolean> {
  try {
    await journal.write({ type: "end", outcome });
    await closeOperation(disk, layout, id);
    return true;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}
