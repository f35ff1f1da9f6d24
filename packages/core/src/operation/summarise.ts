import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import type { Plan, Skipped } from "@zcf/contract";
import { admitPlan, admitUnit, refused } from "../admit/admit.ts";
import { toJson } from "../journal/codec.ts";
import type { Place } from "./make-plan.ts";
import type { Summary } from "./operation.ts";

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
): Promise<Summary> {
  admitPlan(adapter, store, plan);
  const hash = createHash("sha256");
  feed(hash, plan.required);
  const units: Record<string, number> = {};
  const skipped: Skipped[] = [];
  const seen = new Set<string>();
  for await (const item of plan.units()) {
    signal?.throwIfAborted();
    if (seen.has(item.id)) throw refused(adapter, "two-units", item.id);
    seen.add(item.id);
    if (item.kind === "skipped") skipped.push(item);
    else {
      admitUnit(adapter, store, item);
      units[item.group] = (units[item.group] ?? 0) + 1;
      feed(hash, [item.id, item.edits]);
    }
  }
  return { fingerprint: hash.digest("hex"), units, skipped };
}

function feed(hash: Hash, value: unknown): void {
  hash.update(JSON.stringify(toJson(value)));
}
