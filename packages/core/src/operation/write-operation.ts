import type { BackupStrategy } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { type Context, saveMemos } from "../context.ts";
import type { HeldLock } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { lockHomes } from "../lock/lock-homes.ts";
import { homesOf, type Pending, pendingOn } from "../recovery/pending.ts";
import { recoverAll } from "../recovery/recover-all.ts";
import type { Report } from "../report.ts";
import type { ApplyOptions } from "../switcher.ts";
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
  /** Unfinished operations on these homes, which may be about others besides. */
  readonly pending: readonly Pending[];
}

/** Lock, recover, plan again, write. */
export async function writeOperation(agreed: Agreed): Promise<Report> {
  const { context, options, homes, pending } = agreed;
  const locks = await lockHomes(context, [...homes, ...homesOf(pending)], options.waitMs);
  const report = await underLock(agreed).catch(async (error: unknown) => {
    await released(locks);
    throw error;
  });
  return (await released(locks)) ? report : { ...report, open: true };
}

async function underLock({ context, operation, options, backup, homes }: Agreed): Promise<Report> {
  const pending = await pendingOn(context.disk, context.layout, homes);
  const recovered = await recoverAll(context, new Set(pending.map(({ id }) => id)));
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
  return isCurrent ? operation : makeOperation(context, operation.request, signal);
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
