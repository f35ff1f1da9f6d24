import { createHash } from "node:crypto";
import type { Notice, Plan, Remark, Skipped, Unit } from "@zcf/contract";
import { admitPlan, admitUnit, refused } from "../admit/admit.ts";
import { encode } from "../journal/codec.ts";
import { subjectsOf } from "../subjects.ts";
import { editBytes } from "./edit-bytes.ts";
import type { Place } from "./make-plan.ts";
import type { Summary } from "./operation.ts";

/** So many items of a plan are kept for when it is applied; more are planned again then, and never sit in memory. */
const MOST_KEPT = 512;

/** So many bytes of them, likewise: an encoded file goes back whole. */
const MOST_BYTES = 64 * 2 ** 20;

type Item = Unit | Skipped | Remark;

export interface Summarised {
  readonly summary: Summary;
  /** The plan's units again. */
  readonly units: () => AsyncIterable<Item>;
}

/**
 * Goes through all of a plan once: admits it, counts its units, and takes its fingerprint.
 *
 * `hear` is called before each unit, and throws after an abort: here and not in the view, because the same units are gone
 * through again after `committed`, where an abort may only stop between them.
 */
export async function summarise(place: Place, plan: Plan, hear: () => Promise<void>): Promise<Summarised> {
  admitPlan(place.adapter, place.store, plan);
  const seen = new Seen(place, plan);
  const kept = new Kept();
  for await (const item of plan.units()) {
    await hear();
    seen.add(item);
    kept.add(item);
  }
  const items = kept.items();
  return { summary: seen.summary(), units: items === null ? plan.units : () => again(items) };
}

/** The items of a plan, as long as they are few and small. */
class Kept {
  #items: Item[] | null = [];
  #bytes = 0;

  add(item: Item): void {
    if (this.#items === null) return;
    this.#items.push(item);
    if (item.kind === "unit") this.#bytes += editBytes(item.edits);
    if (this.#items.length > MOST_KEPT || this.#bytes > MOST_BYTES) this.#items = null;
  }

  /** `null` where they were too many. */
  items(): readonly Item[] | null {
    return this.#items;
  }
}

/** What has been seen of a plan so far. */
class Seen {
  readonly #place: Place;
  readonly #hash = createHash("sha256");
  readonly #names = new Set<string>();
  readonly #units: Record<string, number> = {};
  readonly #skipped: Skipped[] = [];
  readonly #notices: Notice[];

  constructor(place: Place, plan: Plan) {
    this.#place = place;
    this.#notices = [...plan.notices];
    this.#feed(plan.required);
  }

  add(item: Item): void {
    if (item.kind === "remark") {
      this.#notices.push(item.notice);
      return;
    }
    for (const name of namesOf(item)) this.#requireNew(name);
    if (item.kind === "skipped") this.#skipped.push(item);
    else this.#count(item);
  }

  summary(): Summary {
    const fingerprint = this.#hash.digest("hex");
    return { fingerprint, units: this.#units, skipped: this.#skipped, notices: this.#notices };
  }

  #count(unit: Unit): void {
    admitUnit(this.#place.adapter, this.#place.store, unit);
    this.#units[unit.group] = (this.#units[unit.group] ?? 0) + subjectsOf(unit).length;
    this.#feed([unit.id, unit.edits]);
  }

  #requireNew(name: string): void {
    if (this.#names.has(name)) throw refused(this.#place.adapter, "two-units", name);
    this.#names.add(name);
  }

  #feed(value: unknown): void {
    this.#hash.update(encode(value));
  }
}

async function* again(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** A unit of several subjects has an id of its own besides; the same name may be its only subject's. */
function namesOf(item: Unit | Skipped): ReadonlySet<string> {
  return new Set([item.id, ...(item.kind === "unit" ? subjectsOf(item) : [])]);
}
