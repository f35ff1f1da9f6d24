import { isSwitchError, type Skipped, type Unit } from "@zcf/contract";
import { systemCode } from "../disk/system-error.ts";
import { skipUnit } from "../subjects.ts";

/** A unit that an error stands in the way of. Throws what is no such error: the operation is unfinished, or a bug. */
export function skipFor(unit: Unit, error: unknown): readonly Skipped[] {
  if (isSwitchError(error) && error.kind !== "unfinished") return skipUnit(unit, error.code, error.params);
  const system = systemCode(error);
  if (system === null) throw error;
  const file = error instanceof Error && "path" in error ? String(error.path) : unit.id;
  // What Windows says of a file that another process has open.
  if (system === "EBUSY") return skipUnit(unit, "held", { file, pid: 0 });
  return skipUnit(unit, "write-failed", { file, system });
}
