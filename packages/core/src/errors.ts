import { SwitchError } from "@zcf/contract";
import { systemCode } from "./disk/system-error.ts";

/** The state is not what the plan read; nothing was written there. */
export function changed(file: string): SwitchError {
  return new SwitchError({ kind: "conflict", code: "changed", params: { file } });
}

/** What is known of an operation that is not over. */
export interface Unfinished {
  readonly operation: string;
  /** The file of its record. */
  readonly journal: string;
  /** Why the files could not be taken back, where the system said so. */
  readonly cause?: unknown;
}

/** An operation that could be neither completed nor taken back; recovery meets these files again. */
export function unfinished(files: readonly string[], { operation, journal, cause }: Unfinished): SwitchError {
  const system = systemCode(cause);
  const params = { files, operation, journal, ...(system === null ? {} : { system }) };
  return new SwitchError({ kind: "unfinished", code: "unfinished", disk: "unfinished", params, cause });
}
