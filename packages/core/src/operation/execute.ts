import { SwitchError } from "@zcf/contract";
import type { BackupStrategy } from "@zcf/contract";
import { join } from "node:path";
import { applyRequired, withDisk } from "../apply/required.ts";
import { copyBackup } from "../backup/copy-backup.ts";
import { type Context, ledgerKey, ledgerOf, viewStore } from "../context.ts";
import type { Recovery } from "../events.ts";
import { type Journal, createJournal } from "../journal/journal.ts";
import type { Outcome } from "../journal/record.ts";
import { closeOperation } from "../recovery/recover.ts";
import type { Report, StoreReport } from "../report.ts";
import type { Operation, StorePlan } from "./operation.ts";
import { type UnitsResult, applyUnits } from "./apply-units.ts";

export interface Execution {
  readonly context: Context;
  readonly operation: Operation;
  readonly backup: BackupStrategy | null;
  readonly recovered: readonly Recovery[];
  readonly signal: AbortSignal | undefined;
}

/** Writes an operation; the caller holds the locks of its homes and has planned under them. */
export async function execute(execution: Execution): Promise<Report> {
  const { context } = execution;
  const id = operationId(context);
  const directory = join(context.layout.pending, id);
  const journal = await begin(execution, id, directory);
  const files = await commitRequired(execution, journal, id);
  const results = await writeUnits(execution, journal, id);
  const report = makeReport(execution, id, files, results);
  await journal.write({ type: "end", outcome: outcomeOf(report) });
  await closeOperation(context.disk, context.layout, id);
  return report;
}

/** A name that sorts by time. */
function operationId({ disk }: Context): string {
  const stamp = new Date(disk.now()).toISOString().replaceAll(/[-:]|\..*/g, "");
  return `${stamp}-${disk.nonce()}`;
}

/** Everything up to the first write in a home; a failure here leaves nothing behind. */
async function begin(execution: Execution, id: string, directory: string): Promise<Journal> {
  const { context, operation, backup } = execution;
  try {
    const journal = await createJournal(context.disk, directory);
    await journal.write({
      type: "begin",
      v: 1,
      id,
      time: new Date(context.disk.now()).toISOString(),
      stores: await Promise.all(operation.stores.map((plan) => noteOf(context, plan))),
      backup: backup?.id ?? "selective",
      keeps: backup?.keeps ?? "all",
    });
    context.report({ type: "phase", phase: "backup" });
    if (backup !== null) await copyBackup(context, operation, backup, id);
    for (const plan of operation.stores) await rememberRequired(context, plan);
    return journal;
  } catch (error) {
    await discard(context, id, directory);
    throw withDisk(error, "untouched");
  }
}

async function noteOf({ disk }: Context, { adapter, store, from, goal }: StorePlan) {
  return { adapter: adapter.id, home: await disk.resolve(store.home), from, to: goal.target };
}

async function rememberRequired(context: Context, { store, plan }: StorePlan): Promise<void> {
  const ledger = await ledgerOf(context, store);
  await ledger.remember(context.disk, plan.remember.map((memory) => ({ ...memory, key: ledgerKey(store, memory.key) })));
}

/** What cannot be removed now is swept by the next recovery, which finds an operation that never wrote. */
async function discard({ disk, layout }: Context, id: string, directory: string): Promise<void> {
  try {
    await disk.removeTree(join(layout.backups, id));
    await disk.removeTree(directory);
  } catch {
    // The first error is the one to tell; the folder says by itself that nothing was written.
  }
}

async function commitRequired(execution: Execution, journal: Journal, id: string): Promise<readonly string[]> {
  const { context, operation, signal } = execution;
  context.report({ type: "phase", phase: "apply" });
  try {
    const steps = await applyRequired({
      disk: context.disk,
      journal,
      operation: id,
      edits: operation.stores.flatMap(({ plan }) => plan.required),
      locks: operation.stores.flatMap(({ plan }) => plan.locks),
      verify: () => verifyRequired(execution),
      signal,
    });
    if (execution.backup?.keeps === "plain") await journal.unseal();
    return steps.map(({ file }) => file);
  } catch (error) {
    throw await closeRolledBack(context, journal, id, withDisk(error, "untouched"));
  }
}

/** The adapter must find nothing left to do. */
async function verifyRequired({ context, operation }: Execution): Promise<void> {
  context.report({ type: "phase", phase: "verify" });
  for (const { adapter, store, goal, plan } of operation.stores) {
    if (plan.required.length === 0) continue;
    const [left] = (await adapter.plan(store, await viewStore(context, store), goal)).required;
    if (left !== undefined) throw new SwitchError({ kind: "adapter", code: "verify-failed", params: { file: left.file } });
  }
}

async function closeRolledBack(context: Context, journal: Journal, id: string, error: SwitchError): Promise<SwitchError> {
  if (error.disk === "unfinished") return error;
  try {
    await journal.write({ type: "end", outcome: { state: "rolled-back", applied: 0, skipped: 0 } });
    await closeOperation(context.disk, context.layout, id);
    await context.disk.removeTree(join(context.layout.backups, id));
  } catch {
    // The homes are as before; that our own record could not be closed is met again, and mended, by recovery.
  }
  return error;
}

async function writeUnits(execution: Execution, journal: Journal, id: string): Promise<readonly UnitsResult[]> {
  const { context, operation, signal } = execution;
  const results: UnitsResult[] = [];
  for (const plan of operation.stores) {
    results.push(await applyUnits({ context, plan, journal, operation: id, signal }));
  }
  return results;
}

function makeReport(
  execution: Execution,
  id: string,
  files: readonly string[],
  results: readonly UnitsResult[],
): Report {
  const { context, operation, backup, recovered, signal } = execution;
  const stores = operation.stores.map((plan, index) => storeReport(plan, files, results[index]));
  const skipped = stores.some((store) => store.skipped.length > 0);
  const record = join(context.layout.done, id);
  const copied = backup !== null && results.length > 0 && backup.id === "snapshot";
  return {
    operation: id,
    outcome: signal?.aborted === true ? "cancelled" : skipped ? "partial" : "applied",
    stores,
    recovered,
    backup: { strategy: backup?.id ?? "selective", path: copied ? join(context.layout.backups, id) : record },
    record,
  };
}

function storeReport(plan: StorePlan, files: readonly string[], result: UnitsResult | undefined): StoreReport {
  const own = new Set<string>(plan.plan.required.map(({ file }) => file));
  return {
    tool: plan.adapter.id,
    home: plan.store.home,
    from: plan.from,
    to: plan.goal.target,
    files: files.filter((file) => own.has(file)),
    applied: result?.applied ?? {},
    skipped: result?.skipped ?? [],
    notices: plan.plan.notices,
  };
}

function outcomeOf(report: Report): Outcome {
  const applied = report.stores.flatMap((store) => Object.values(store.applied)).reduce((sum, count) => sum + count, 0);
  const skipped = report.stores.reduce((sum, store) => sum + store.skipped.length, 0);
  return { state: report.outcome === "cancelled" ? "interrupted" : "committed", applied, skipped };
}

