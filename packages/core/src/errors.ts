import { SwitchError } from "@zcf/contract";

/** The state is not what the plan read; nothing was written there. */
export function changed(file: string): SwitchError {
  return new SwitchError({ kind: "conflict", code: "changed", params: { file } });
}

/** An operation that could be neither completed nor taken back; recovery meets these files again. */
export function unfinished(
  files: readonly string[],
  more: { cause?: unknown; operation?: string } = {},
): SwitchError {
  const { cause, operation } = more;
  const params = operation === undefined ? { files } : { files, operation };
  return new SwitchError({ kind: "unfinished", code: "unfinished", disk: "unfinished", params, cause });
}
