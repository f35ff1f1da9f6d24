import type { DiskState } from "@zcf/contract";
import { isSwitchError, SwitchError } from "@zcf/contract";
import { systemCode } from "../disk/system-error.ts";

/** The same error, saying what is on disk now. */
export function withDisk(error: unknown, disk: DiskState): SwitchError {
  if (isSwitchError(error)) {
    const { kind, code, params, hints, cause } = error;
    return new SwitchError({ kind, code, params, hints, cause, disk });
  }
  if (error instanceof Error && error.name === "AbortError") {
    return new SwitchError({ kind: "cancelled", code: "cancelled", disk, cause: error });
  }
  return writeFailed(error, disk);
}

function writeFailed(error: unknown, disk: DiskState): SwitchError {
  const system = systemCode(error);
  if (system === null) {
    return new SwitchError({
      kind: "internal",
      code: "internal",
      disk,
      params: { reason: String(error) },
      cause: error,
    });
  }
  const file = error instanceof Error && "path" in error ? String(error.path) : "";
  return new SwitchError({
    kind: "environment",
    code: "write-failed",
    disk,
    params: { file, system },
    cause: error,
  });
}
