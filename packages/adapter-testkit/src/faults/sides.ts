import assert from "node:assert/strict";
import { relative } from "node:path";
import type { Edit } from "@zcf/contract";
import type { Operation } from "@zcf/core";
import { type Picture, rowsLike } from "../homes/picture.ts";
import { sameButTime, sameEntry } from "../homes/read-tree.ts";

/** The two pictures that an operation is between. */
export interface Sides {
  readonly before: Picture;
  readonly after: Picture;
  /** Where the same request leads when it is made until nothing is left to do. */
  readonly settled: Picture;
  /** Entries whose time on the after-side is that of the operation. */
  readonly dated: ReadonlySet<string>;
  /** The set of each entry; one that is in none stands for itself. */
  readonly sets: ReadonlyMap<string, string>;
  /** What each subject of a unit is made of. */
  readonly subjects: Entries;
}

/** Entries by the id of what they belong to. */
export type Entries = ReadonlyMap<string, readonly string[]>;

export const REQUIRED = "required";

/** Which entries a plan changes together: those of its required edits, and those of each unit. */
export async function setsOf(operation: Operation, before: Picture): Promise<ReadonlyMap<string, string>> {
  const sets = new Map<string, string>();
  for (const [index, { store, plan }] of operation.stores.entries()) {
    const join = (edits: readonly Edit[], name: string): void => {
      for (const entry of edits.flatMap((edit) => entriesOf(edit, store.home, before))) sets.set(entry, name);
    };
    join(plan.required, REQUIRED);
    for await (const item of plan.units()) if (item.kind === "unit") join(item.edits, `${index} ${item.id}`);
  }
  return sets;
}

/** What each subject of its units is made of; a subject is named once in an operation on one store. */
export async function subjectsOf(operation: Operation, before: Picture): Promise<Entries> {
  const found = new Map<string, readonly string[]>();
  for (const { store, plan } of operation.stores) {
    for await (const item of plan.units()) {
      if (item.kind !== "unit") continue;
      const entries = item.edits.flatMap((edit) => entriesOf(edit, store.home, before));
      for (const id of item.subjects ?? [item.id]) found.set(id, entries);
    }
  }
  return found;
}

function entriesOf(edit: Edit, home: string, picture: Picture): readonly string[] {
  if (edit.kind !== "rows") return [relative(home, edit.file)];
  const place = { database: relative(home, edit.database), table: edit.table };
  return edit.changes.flatMap(({ key }) => rowsLike(picture, place, key));
}

/** Throws where a set is neither wholly before nor wholly after, or where anything is that is on neither side. */
export function requireSides(found: Picture, sides: Sides): void {
  for (const [set, entries] of bySet(found, sides)) {
    const off = (side: Side): readonly string[] => entries.filter((name) => !isOn(side, name, found, sides));
    const [before, after] = [off("before"), off("after")];
    if (before.length === 0 || after.length === 0) continue;
    assert.fail(`${set} is on neither side: not before ${before.join(", ")}; not after ${after.join(", ")}`);
  }
}

/** Throws where anything is not as it was before, to the microsecond. */
export function requireBefore(found: Picture, sides: Sides): void {
  requireSide("before", found, sides);
}

/** Throws where anything is not as the operation leaves it. */
export function requireAfter(found: Picture, sides: Sides): void {
  requireSide("after", found, sides);
}

/** Throws where anything is not as it is once nothing is left to do. */
export function requireSettled(found: Picture, sides: Sides): void {
  requireSide("settled", found, sides);
}

/** Throws where what a report counts as left out, or as applied, is not so. */
export function requireReported(found: Picture, sides: Sides, skipped: ReadonlySet<string>): void {
  for (const [id, entries] of sides.subjects) {
    const side = skipped.has(id) ? "before" : "after";
    const off = entries.filter((name) => !isOn(side, name, found, sides));
    assert.deepEqual(off, [], `${id} is reported as ${side}, and is not: ${off.join(", ")}`);
  }
}

/** Throws where anything of a set is not on the after-side. */
export function requireSetAfter(set: string, found: Picture, sides: Sides): void {
  const entries = bySet(found, sides).get(set) ?? [];
  const off = entries.filter((name) => !isOn("after", name, found, sides));
  assert.deepEqual(off, [], `not after: ${off.join(", ")}`);
}

type Side = "before" | "after" | "settled";

function requireSide(side: Side, found: Picture, sides: Sides): void {
  const names = namesIn(found, sides);
  const off = names.filter((name) => !isOn(side, name, found, sides));
  assert.deepEqual(off, [], `not ${side}: ${off.join(", ")}`);
}

function isOn(side: Side, name: string, found: Picture, sides: Sides): boolean {
  const isDated = side !== "before" && sides.dated.has(name);
  return (isDated ? sameButTime : sameEntry)(found.get(name), sides[side].get(name));
}

function bySet(found: Picture, sides: Sides): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const name of namesIn(found, sides)) {
    const set = sides.sets.get(name) ?? name;
    grouped.set(set, [...(grouped.get(set) ?? []), name]);
  }
  return grouped;
}

function namesIn(found: Picture, { before, after, settled }: Sides): readonly string[] {
  return [...new Set([...found.keys(), ...before.keys(), ...after.keys(), ...settled.keys()])];
}
