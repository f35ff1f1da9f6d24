import type { StoreNote } from "../journal/record.ts";
import { stands } from "../undo/find-undone.ts";
import type { Retention } from "./limits.ts";
import type { OperationRecord } from "./operation-record.ts";

/** Why an operation stays. */
export type KeptReason =
  /** There is room for it. */
  | "within-limits"
  /** It is the newest one of a home. */
  | "newest"
  /** The next undo of a home takes it back, or that of one that was interrupted needs it. */
  | "undo"
  /** The operation that runs took back an older one. */
  | "in-use"
  /** Another zcf works on its home. */
  | "busy";

export interface Judged {
  readonly record: OperationRecord;
  /** `null`: it goes. */
  readonly kept: KeptReason | null;
}

export interface Terms extends Retention {
  /** Operations that something unfinished is about, or that was done just now: they stay, with all that are younger. */
  readonly inUse: readonly string[];
}

/** Says of each operation whether it stays; `records` are all there are, the newest first. Pure. */
export function judge(records: readonly OperationRecord[], terms: Terms): readonly Judged[] {
  const reasons = new Map<string, KeptReason>([
    ...youngerThan(records, terms.inUse).map((id) => [id, "in-use"] as const),
    ...neededByUndo(records).map((id) => [id, "undo"] as const),
    ...newestOf(records).map((id) => [id, "newest"] as const),
  ]);
  const going = new Set(beyondCount(records, terms.keep).filter((id) => !reasons.has(id)));
  let bytes = records.reduce((sum, record) => sum + (going.has(record.id) ? 0 : record.bytes), 0);
  for (const record of records.toReversed()) {
    if (bytes <= terms.maxBytes) break;
    if (going.has(record.id) || reasons.has(record.id)) continue;
    going.add(record.id);
    bytes -= record.bytes;
  }
  return records.map((record) => ({
    record,
    kept: going.has(record.id) ? null : (reasons.get(record.id) ?? "within-limits"),
  }));
}

/** Those that have `keep` younger ones in each of their homes. */
function beyondCount(records: readonly OperationRecord[], keep: number): readonly string[] {
  const counts = new Map<string, number>();
  return records.flatMap(({ id, stores }) => {
    const homes = new Set(stores.map(({ home }) => home));
    const ranks = [...homes].map((home) => counts.get(home) ?? 0);
    for (const home of homes) counts.set(home, (counts.get(home) ?? 0) + 1);
    return ranks.every((rank) => rank >= keep) ? [id] : [];
  });
}

function youngerThan(records: readonly OperationRecord[], ids: readonly string[]): readonly string[] {
  const [oldest] = ids.toSorted();
  return oldest === undefined ? [] : records.map(({ id }) => id).filter((id) => id >= oldest);
}

function newestOf(records: readonly OperationRecord[]): readonly string[] {
  return firstOfEach(records, ({ home }) => home).map(({ id }) => id);
}

/** What `undo` takes next of each tool in each home; where that one took back another, that one too; and so on after an interrupted one. */
function neededByUndo(records: readonly OperationRecord[]): readonly string[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const needed: string[] = [];
  for (const next of firstOfEach(records.filter(stands), (note) =>
    JSON.stringify([note.adapter, note.home]),
  )) {
    needed.push(next.id);
    for (let link = takenBackBy(byId, next); link !== undefined; ) {
      needed.push(link.id);
      link = link.outcome.state === "interrupted" ? takenBackBy(byId, link) : undefined;
    }
  }
  return needed;
}

function takenBackBy(
  byId: ReadonlyMap<string, OperationRecord>,
  { id, purpose }: OperationRecord,
): OperationRecord | undefined {
  const { of } = purpose;
  // A link always leads to an older one; a record that was tampered with must not lead round in circles.
  return of === undefined || of >= id ? undefined : byId.get(of);
}

/** The newest record for each key that a store of it has. */
function firstOfEach(
  records: readonly OperationRecord[],
  keyOf: (note: StoreNote) => string,
): readonly OperationRecord[] {
  const seen = new Set<string>();
  return records.filter(({ stores }) => {
    const fresh = stores.map(keyOf).filter((key) => !seen.has(key));
    for (const key of fresh) seen.add(key);
    return fresh.length > 0;
  });
}
