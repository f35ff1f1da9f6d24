import type { BackupStrategy } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { type Context, saveMemos } from "../context.ts";
import type { HeldLock } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { lockUnfinished } from "../lock/lock-unfinished.ts";
import type { Pending } from "../recovery/pending.ts";
import { recoverAll } from "../recovery/recover-all.ts";
import type { Report } from "../report.ts";
import type { ApplyOptions } from "../switcher.ts";
import { typed } from "../typed-errors.ts";
import { confirmed } from "./confirmed.ts";
import { execute } from "./execute.ts";
import { epochOf, makeOperation } from "./make-plan.ts";
import { fingerprintOf, isEmpty, type Operation } from "./operation.ts";
import { plainReport } from "./plain-report.ts";

/** An operation that is agreed to. */
export interface Agreed {
  readonly context: Context;
  readonly operation: Operation;
  readonly options: ApplyOptions;
  readonly backup: BackupStrategy | null;
  /** Resolved. */
  readonly homes: readonly string[];
}

/** Lock, recover, plan again, write. */
export async function writeOperation(agreed: Agreed): Promise<Report> {
  const { context, options, homes } = agreed;
  const locks = await lockUnfinished(context, homes, options.waitMs);
  const report = await underLock(agreed, locks.pending).catch(async (error: unknown) => {
    await released(locks);
    throw error;
  });
  const closed = (await released(locks)) ? report : { ...report, open: true };
  return retained(agreed, closed);
}

/** What the history is kept within is nothing to wait for after an abort. */
async function retained({ context, operation, options }: Agreed, report: Report): Promise<Report> {
  if (report.operation === null || report.open || options.signal?.aborted === true) return report;
  const { retain } = await import("../retention/retain.ts");
  const notices = await retain(context, operation.purpose);
  const [first, ...others] = report.stores;
  if (notices.length === 0 || first === undefined) return report;
  return { ...report, stores: [{ ...first, notices: [...first.notices, ...notices] }, ...others] };
}

async function underLock(
  { context, operation, options, backup }: Agreed,
  pending: readonly Pending[],
): Promise<Report> {
  const recovered = await recoverAll(context, new Set(pending.map(({ id }) => id)), false);
  const again = await planAgain(context, operation, options);
  if (isEmpty(again)) return { ...plainReport("nothing", again), recovered };
  const same = fingerprintOf(again) === fingerprintOf(operation);
  if (!same && !(await confirmed(context, again, options)))
    return { ...plainReport("declined", again), recovered };
  requireRunning(options.signal);
  const report = await execute({ context, operation: again, backup, recovered, signal: options.signal });
  await saveMemos(context);
  return report;
}

/** Where nobody was asked only another operation can have made it out of date; what a tool changed since, the guards see. */
async function planAgain(
  context: Context,
  operation: Operation,
  { replan, signal }: ApplyOptions,
): Promise<Operation> {
  const isCurrent = replan === "when-overtaken" && operation.epoch === (await epochOf(context));
  return isCurrent ? operation : typed(() => makeOperation(context, operation.request, signal));
}

/** `false` when a claim could not be removed: it lapses when this process ends. */
async function released(locks: HeldLock): Promise<boolean> {
  try {
    await locks.release();
    return true;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}

function requireRunning(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
}
