import type { Skipped, Unit } from "@zcf/contract";

/** What a unit changes, as users count it. */
export function subjectsOf(unit: Unit): readonly string[] {
  return unit.subjects ?? [unit.id];
}

/** A unit that is left out, once for each of its subjects. */
export function skipUnit(unit: Unit, code: string, params: Skipped["params"]): readonly Skipped[] {
  return subjectsOf(unit).map((id) => ({ kind: "skipped", id, group: unit.group, code, params }));
}
