import { isSwitchError, SwitchError } from "@zcf/contract";

/** A journal that says nothing that could be relied on. `version` is the format of a newer zcf. */
export function unreadableJournal(
  file: string,
  { version, cause }: { readonly version?: number; readonly cause?: unknown } = {},
): SwitchError {
  const params = version === undefined ? { file } : { file, version };
  return new SwitchError({ kind: "environment", code: "journal-unreadable", params, cause });
}

/** Whether it is damaged; one of a newer zcf is not. */
export function isDamaged(error: unknown): boolean {
  return isUnreadable(error) && !("version" in error.params);
}

export function isUnreadable(error: unknown): error is SwitchError {
  return isSwitchError(error) && error.code === "journal-unreadable";
}
