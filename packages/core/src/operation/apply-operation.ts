import type { BackupStrategy } from "@zcf/contract";
import { isSwitchError, SwitchError } from "@zcf/contract";
import { withDisk } from "../apply/with-disk.ts";
import { type Context, findBackup, saveMemos } from "../context.ts";
import type { HeldLock } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import type { Recovery } from "../events.ts";
import { lockHome } from "../lock/home-lock.ts";
import { listPending, type Pending, recover, sweepDrafts } from "../recovery/recover.ts";
import type { Report } from "../report.ts";
import { targetOf } from "../request.ts";
import type { ApplyOptions } from "../switcher.ts";
import { execute } from "./execute.ts";
import { epochOf, makeOperation } from "./make-plan.ts";
import { fingerprintOf, isEmpty, type Operation } from "./operation.ts";

/** How long to wait for another operation on the same home unless told otherwise, in ms. */
const WAIT_MS = 2000;

/** Confirm, lock, recover, plan again, write. */
export async function applyOperation(
  context: Context,
  operation: Operation,
  options: ApplyOptions,
): Promise<Report> {
  try {
    return await apply(context, operation, options);
  } catch (error) {
    // Whatever writes says itself what the disk holds; what comes here as a bare system error is from before that.
    throw withDisk(error, isSwitchError(error) ? error.disk : "untouched");
  }
}

async function apply(context: Context, operation: Operation, options: ApplyOptions): Promise<Report> {
  const backup = findBackup(context, options.backup);
  const homes = await homesOf(context, operation);
  const pending = await pendingOn(context, homes);
  if (isEmpty(operation) && pending.length === 0) return plain("nothing", operation);
  if (!isEmpty(operation) && !(await confirmed(context, operation, options)))
    return plain("declined", operation);
  const locks = await lockHomes(context, [...homes, ...pending.flatMap(homesOfPending)], options.waitMs);
  const report = await underLock({ context, operation, options, backup, homes }).catch(
    async (error: unknown) => {
      await released(locks);
      throw error;
    },
  );
  return (await released(locks)) ? report : { ...report, open: true };
}

interface Locked {
  readonly context: Context;
  readonly operation: Operation;
  readonly options: ApplyOptions;
  readonly backup: BackupStrategy | null;
  readonly homes: readonly string[];
}

async function underLock({ context, operation, options, backup, homes }: Locked): Promise<Report> {
  const pending = await pendingOn(context, homes);
  const recovered = await recoverAll(context, new Set(pending.map(({ id }) => id)));
  const again = await planAgain(context, operation, options);
  if (isEmpty(again)) return { ...plain("nothing", again), recovered };
  const same = fingerprintOf(again) === fingerprintOf(operation);
  if (!same && !(await confirmed(context, again, options))) return { ...plain("declined", again), recovered };
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

/** Takes the locks of the homes and ends what was left unfinished there. */
export async function recoverPending(context: Context): Promise<readonly Recovery[]> {
  const pending = await listPending(context.disk, context.layout);
  const locks = await lockHomes(context, pending.flatMap(homesOfPending), 0);
  try {
    return await recoverAll(context, new Set(pending.map(({ id }) => id)));
  } finally {
    await locks.release();
  }
}

/** Those whose homes are locked by us and that are still there: one that began since on another home may be running. */
async function recoverAll(context: Context, ids: ReadonlySet<string>): Promise<readonly Recovery[]> {
  context.report({ type: "phase", phase: "recover" });
  await sweepDrafts(context.disk, context.layout);
  const recovered: Recovery[] = [];
  const failures: unknown[] = [];
  for (const { id } of await listPending(context.disk, context.layout)) {
    if (!ids.has(id)) continue;
    try {
      const recovery = await recover(context.disk, context.layout, id);
      context.report({ type: "recovered", recovery });
      recovered.push(recovery);
    } catch (error) {
      // The others can still be ended; and a busy lock or a full disk here leaves this one as it is: not over.
      failures.push(withDisk(error, "unfinished"));
    }
  }
  if (failures.length > 0) throw failures[0];
  return recovered;
}

async function confirmed(context: Context, operation: Operation, options: ApplyOptions): Promise<boolean> {
  context.report({ type: "phase", phase: "confirm" });
  return (await options.confirm?.(operation)) ?? true;
}

async function pendingOn(context: Context, homes: readonly string[]): Promise<readonly Pending[]> {
  const pending = await listPending(context.disk, context.layout);
  return pending.filter(({ stores }) => stores.some(({ home }) => homes.includes(home)));
}

/** In sorted order, so that two operations on the same homes cannot wait for each other. */
async function lockHomes(context: Context, homes: readonly string[], waitMs = WAIT_MS): Promise<HeldLock> {
  context.report({ type: "phase", phase: "lock" });
  const held: HeldLock[] = [];
  const release = async (): Promise<void> => {
    for (const lock of held.toReversed()) await lock.release();
  };
  try {
    for (const home of [...new Set(homes)].toSorted()) {
      const directory = context.layout.locks(home);
      held.push(
        await lockHome(context.disk, { directory, home, waitMs, command: context.options.command ?? "zcf" }),
      );
    }
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function homesOf({ disk }: Context, operation: Operation): Promise<readonly string[]> {
  return Promise.all(operation.stores.map(({ store }) => disk.resolve(store.home)));
}

function homesOfPending({ stores }: Pending): readonly string[] {
  return stores.map(({ home }) => home);
}

function requireRunning(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
}

function plain(outcome: "nothing" | "declined", operation: Operation): Report {
  const stores = operation.stores.map(({ adapter, store, from, goal, summary }) => ({
    tool: adapter.id,
    home: store.home,
    from,
    to: targetOf(goal),
    files: [],
    applied: {},
    skipped: summary.skipped,
    notices: summary.notices,
  }));
  return { operation: null, outcome, stores, recovered: [], backup: null, record: null, open: false };
}
