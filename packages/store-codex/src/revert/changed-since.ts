import type { SwitchError } from "@zcf/contract";
import { failure, hint } from "../report.ts";

/** Says that a value was changed since, by its key alone: it may be a secret. No key: the file as a whole. */
export function changedSince(file: string, path: readonly string[], line: number): SwitchError {
  const key = path.map((name) => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name))).join(".");
  const next = hint("codex.hint-switch-instead", {});
  return failure("conflict", "codex.undo-changed", { file, key, line }, next);
}
