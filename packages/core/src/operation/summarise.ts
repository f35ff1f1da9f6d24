import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import type { Plan, Remark, Skipped, Unit } from "@zcf/contract";
import { admitPlan, admitUnit, refused } from "../admit/admit.ts";
import { encode } from "../journal/codec.ts";
import { subjectsOf } from "../subjects.ts";
import type { Place } from "./make-plan.ts";
import type { Summary } from "./operation.ts";

/** So many items of a plan are kept for when it is applied; more are planned again then, and never sit in memory. */
const MOST_KEPT = 512;

type Item = Unit | Skipped | Remark;

export interface Summarised {
  readonly summary: Summary;
  /** The plan's units again. */
  readonly units: () => AsyncIterable<Item>;
}

/**
 * Goes through all of a plan once: admits it, counts its units, and takes its fingerprint.
 *
 * An abort is heard here and not in the view, because the same units are gone through again after `committed`, where it
 * may only stop between them.
 */
export async function summarise(
  { adapter, store }: Place,
  plan: Plan,
  signal?: AbortSignal,
): Promise<Summarised> {
  admitPlan(adapter, store, plan);
  const hash = createHash("sha256");
  feed(hash, plan.required);
  const units: Record<string, number> = {};
  const skipped: Skipped[] = [];
  const seen = new Set<string>();
  const notices = [...plan.notices];
  const kept: Item[] = [];
  for await (const item of plan.units()) {
    signal?.throwIfAborted();
    if (kept.length <= MOST_KEPT) kept.push(item);
    if (item.kind === "remark") {
      notices.push(item.notice);
      continue;
    }
    for (const id of namesOf(item)) {
      if (seen.has(id)) throw refused(adapter, "two-units", id);
      seen.add(id);
    }
    if (item.kind === "skipped") skipped.push(item);
    else {
      admitUnit(adapter, store, item);
      units[item.group] = (units[item.group] ?? 0) + subjectsOf(item).length;
      feed(hash, [item.id, item.edits]);
    }
  }
  return {
    summary: { fingerprint: hash.digest("hex"), units, skipped, notices },
    units: kept.length <= MOST_KEPT ? () => again(kept) : plan.units,
  };
}

async function* again(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** A unit of several subjects has an id of its own besides; the same name may be its only subject's. */
function namesOf(item: Unit | Skipped): ReadonlySet<string> {
  return new Set([item.id, ...(item.kind === "unit" ? subjectsOf(item) : [])]);
}

function feed(hash: Hash, value: unknown): void {
  hash.update(encode(value));
}
