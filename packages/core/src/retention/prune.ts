import { type EarlierCopy, earlierCopies } from "../backup/earlier-copies.ts";
import type { Context } from "../context.ts";
import type { StoreNote } from "../journal/record.ts";
import { isLocked } from "../lock/home-lock.ts";
import type { StoreQuery } from "../switcher.ts";
import { type Judged, judge, type KeptReason, type Terms } from "./judge.ts";
import { DEFAULT_RETENTION, type Retention } from "./limits.ts";
import { type OperationRecord, readRecords } from "./operation-record.ts";
import { removeRecords, sweepRemoved } from "./remove-records.ts";
import { takenBackNow } from "./taken-back-now.ts";

export interface PruneOptions extends Partial<Retention> {
  /** Say what would be removed, and write nothing. */
  readonly dryRun?: boolean;
  /** Also what earlier versions of zcf left: all of it, or certain folders, by the paths that `backups` tells. */
  readonly earlier?: true | readonly string[];
  /** Whose stores' earlier folders are meant; all stores unless said otherwise. Operations are pruned of all homes. */
  readonly of?: StoreQuery;
  /** Heard between two folders of earlier versions. */
  readonly signal?: AbortSignal;
}

/** An operation as a prune tells of it. */
export interface PrunedOperation
  extends Pick<OperationRecord, "id" | "time" | "purpose" | "backup" | "bytes"> {
  readonly stores: readonly StoreNote[];
}

export interface KeptOperation extends PrunedOperation {
  readonly reason: KeptReason;
}

/** What a prune removed, or would remove, and what it left. */
export interface Prune {
  readonly dryRun: boolean;
  readonly limits: Retention;
  /** The newest first. */
  readonly removed: readonly PrunedOperation[];
  readonly kept: readonly KeptOperation[];
  /** Empty unless they were asked for. `kept`: those with a problem. */
  readonly earlier: { readonly removed: readonly EarlierCopy[]; readonly kept: readonly EarlierCopy[] };
  /** What is free now, or would be. */
  readonly freed: number;
}

/** Removes operations beyond the limits; see {@link judge} for what always stays. */
export async function prune(context: Context, options: PruneOptions): Promise<Prune> {
  const limits = limitsOf(context, options);
  const dryRun = options.dryRun === true;
  if (!dryRun) await sweepRemoved(context.disk, context.layout);
  const judged = await pruneRecords(context, { limits, dryRun });
  const earlier = await pruneEarlier(context, options);
  const removed = judged.filter(({ kept }) => kept === null).map(({ record }) => told(record));
  return {
    dryRun,
    limits,
    removed,
    kept: judged.flatMap(({ record, kept }) => (kept === null ? [] : [{ ...told(record), reason: kept }])),
    earlier,
    freed: sum(removed) + sum(earlier.removed),
  };
}

export function limitsOf({ options }: Context, { keep, maxBytes }: Partial<Retention>): Retention {
  const usual = { ...DEFAULT_RETENTION, ...options.retention };
  return { keep: keep ?? usual.keep, maxBytes: maxBytes ?? usual.maxBytes };
}

interface RecordsPrune {
  readonly limits: Retention;
  readonly dryRun: boolean;
}

async function pruneRecords(context: Context, { limits, dryRun }: RecordsPrune): Promise<readonly Judged[]> {
  const terms = { ...limits, inUse: await takenBackNow(context.disk, context.layout) };
  const judged = judge(await readRecords(context.disk, context.layout), terms);
  if (dryRun) return withoutBusy(judged, await busyAmong(context, judged));
  return removeJudged(context, judged, terms);
}

/** Removes those that go; what could not, after all, is `busy` or `in-use`. */
export async function removeJudged(
  context: Context,
  judged: readonly Judged[],
  terms: Terms,
): Promise<readonly Judged[]> {
  const victims = judged.filter(({ kept }) => kept === null).map(({ record }) => record);
  if (victims.length === 0) return judged;
  const { removed, busy } = await removeRecords(context, victims, async () => {
    const inUse = [...terms.inUse, ...(await takenBackNow(context.disk, context.layout))];
    return goingOf(judge(await readRecords(context.disk, context.layout), { ...terms, inUse }));
  });
  return withoutBusy(judged, busy).map((one) =>
    one.kept === null && !removed.has(one.record.id) ? { ...one, kept: "in-use" } : one,
  );
}

function goingOf(judged: readonly Judged[]): ReadonlySet<string> {
  return new Set(judged.filter(({ kept }) => kept === null).map(({ record }) => record.id));
}

async function busyAmong({ disk, layout }: Context, judged: readonly Judged[]): Promise<ReadonlySet<string>> {
  const going = judged.filter(({ kept }) => kept === null);
  const homes = new Set(going.flatMap(({ record }) => record.stores.map(({ home }) => home)));
  const busy = new Set<string>();
  for (const home of homes) if (await isLocked(disk, layout.locks(home))) busy.add(home);
  return busy;
}

function withoutBusy(judged: readonly Judged[], busy: ReadonlySet<string>): readonly Judged[] {
  return judged.map((one) => {
    const isBusy = one.kept === null && one.record.stores.some(({ home }) => busy.has(home));
    return isBusy ? { ...one, kept: "busy" } : one;
  });
}

async function pruneEarlier(context: Context, options: PruneOptions): Promise<Prune["earlier"]> {
  const { earlier, signal, dryRun, of = {} } = options;
  if (earlier === undefined) return { removed: [], kept: [] };
  const removed: EarlierCopy[] = [];
  const kept: EarlierCopy[] = [];
  for (const copy of await earlierCopies(context, of)) {
    if (earlier !== true && !earlier.includes(copy.path)) continue;
    if (copy.problem !== null || signal?.aborted === true) {
      kept.push(copy);
      continue;
    }
    if (dryRun !== true) await context.disk.removeTree(copy.path);
    removed.push(copy);
    await context.disk.turn();
  }
  return { removed, kept };
}

function told({ id, time, purpose, backup, bytes, stores }: OperationRecord): PrunedOperation {
  return { id, time, purpose, backup, bytes, stores };
}

function sum(found: readonly { readonly bytes: number }[]): number {
  return found.reduce((total, { bytes }) => total + bytes, 0);
}
