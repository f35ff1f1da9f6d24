import { join } from "node:path";
import type { BackupStrategy } from "@zcf/contract";
import { isSwitchError, SwitchError } from "@zcf/contract";
import { applyRequired, type RequiredResult } from "../apply/required.ts";
import { withDisk } from "../apply/with-disk.ts";
import type { Context } from "../context.ts";
import { quietly, systemCode } from "../disk/system-error.ts";
import { unfinished } from "../errors.ts";
import type { Recovery } from "../events.ts";
import { dropJournal, journalFile } from "../journal/journal.ts";
import type { JournalRecord } from "../journal/record.ts";
import { closeOperation } from "../recovery/close-operation.ts";
import type { Report } from "../report.ts";
import { applyUnits, type UnitsResult } from "./apply-units.ts";
import { type Begun, begin } from "./begin.ts";
import { makeReport, outcomeOf } from "./make-report.ts";
import type { Operation, StorePlan } from "./operation.ts";
import { requireGuards } from "./require-guards.ts";

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
  for (const plan of operation.stores) await requireGuards(context.disk, plan);
  const begun = await begin(context, operation, backup);
  const required = await commitRequired(execution, begun);
  const report = await afterCommit(begun, async () => {
    const results = await writeUnits(execution, begun);
    return makeReport(execution, { begun, required, results });
  });
  const end = {
    type: "end",
    outcome: outcomeOf(report, required),
    skipped: report.stores.flatMap(({ skipped }) => skipped),
  } as const;
  if (await close(context, begun, end, backup?.keeps === "plain")) return report;
  return openReport(report, begun);
}

/** The record is still where it was made. */
function openReport(report: Report, { journal, copies }: Begun): Report {
  const { directory } = journal;
  const backup = report.backup && { ...report.backup, path: copies ?? directory };
  return { ...report, backup, record: journalFile(directory), open: true };
}

/** From `committed` on nothing is rolled back; what goes wrong beyond a unit leaves its batch to recovery. */
async function afterCommit<T>(begun: Begun, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (isSwitchError(error) && error.disk === "unfinished") throw error;
    const { directory } = begun.journal;
    throw unfinished([directory], { operation: begun.id, journal: journalFile(directory), cause: error });
  }
}

async function commitRequired(execution: Execution, begun: Begun): Promise<RequiredResult> {
  const { context, operation, signal } = execution;
  context.report({ type: "phase", phase: "apply" });
  try {
    const required = await applyRequired({
      disk: context.disk,
      journal: begun.journal,
      operation: begun.id,
      edits: operation.stores.flatMap(({ plan }, store) => plan.required.map((edit) => ({ edit, store }))),
      locks: operation.stores.flatMap(({ plan }) => plan.locks),
      verify: () => verifyRequired(execution),
      signal,
    });
    for (const plan of operation.stores) reportFiles(context, plan);
    return required;
  } catch (error) {
    // What a roll back left on disk is known there; a bare system error is from before the first write.
    const disk = isSwitchError(error) ? error.disk : "untouched";
    throw await closeRolledBack(context, begun, withDisk(error, disk));
  }
}

function reportFiles({ report }: Context, { adapter, plan }: StorePlan): void {
  for (const { group, file } of plan.required)
    report({ type: "edit", tool: adapter.id, group, subject: file });
}

/** What a plan counts on must still be there, and its adapter must find nothing left to do. */
async function verifyRequired({ context, operation }: Execution): Promise<void> {
  context.report({ type: "phase", phase: "verify" });
  for (const store of operation.stores) {
    if (store.plan.required.length === 0) continue;
    await requireGuards(context.disk, store);
    const [left] = await store.left();
    if (left === undefined) continue;
    throw new SwitchError({ kind: "adapter", code: "verify-failed", params: { file: left.file } });
  }
}

async function closeRolledBack(context: Context, begun: Begun, error: SwitchError): Promise<SwitchError> {
  if (error.disk === "unfinished") return error;
  const outcome = { state: "rolled-back", applied: 0, skipped: 0, edits: {} } as const;
  const closed = await close(context, begun, { type: "end", outcome, skipped: [] }, true);
  // No room for the last record, say: the homes are as they were, and nothing of this is worth a recovery.
  if (!closed) await quietly(() => dropJournal(context.disk, begun.journal.directory));
  await quietly(() => context.disk.removeTree(join(context.layout.backups, begun.id)));
  return error;
}

async function writeUnits(
  { context, operation, signal }: Execution,
  begun: Begun,
): Promise<readonly UnitsResult[]> {
  const results: UnitsResult[] = [];
  let batches = 0;
  const nextNumber = (): number => (batches += 1);
  for (const [store, plan] of operation.stores.entries()) {
    const { journal, id } = begun;
    results.push(await applyUnits({ context, plan, store, journal, operation: id, nextNumber, signal }));
  }
  return results;
}

/** `false` when our own record could not be closed; the homes are settled, and the next recovery closes it. */
async function close(
  context: Context,
  { id, journal }: Begun,
  end: JournalRecord,
  unseal: boolean,
): Promise<boolean> {
  try {
    await journal.write(end);
    if (unseal) await journal.unseal();
    await closeOperation(context.disk, context.layout, id);
    return true;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}
