import type { Json, Memory } from "@zcf/contract";
import { isJsonObject } from "@zcf/formats";

/** What the ledger remembers of the shared table. */
export interface SharedNote {
  readonly id: string;
  /** The target's id that it was last written for, and the one before: that switch may have been taken back. */
  readonly target: string;
  readonly before: string | null;
  /** The server it was last written for, see `serverOf`; `""` for OpenAI's own, `null` when it is not known. */
  readonly server: string | null;
  /** The provider id that sessions begun in the mode belong to since it was left; `null` while it is on. */
  readonly heir: string | null;
}

/** The ledger's key of the {@link SharedNote}. */
export const SHARED_MEMORY = "shared-provider";

/** Reads what the ledger holds; `null` for nothing, and for what we did not write. */
export function readNote(value: Json | null): SharedNote | null {
  if (value === null || !isJsonObject(value)) return null;
  const { id, target, before, server, heir } = value;
  if (typeof id !== "string" || typeof target !== "string") return null;
  return { id, target, before: textOr(before), server: textOr(server), heir: textOr(heir) };
}

/** What to remember when the table is written. */
export function rememberNote(now: SharedNote | null, next: Omit<SharedNote, "before">): readonly Memory[] {
  const before = (now?.target === next.target ? now.before : now?.target) ?? null;
  return isSaid(now, next) ? [] : [{ key: SHARED_MEMORY, value: { ...next, before }, write: "replace" }];
}

function isSaid(now: SharedNote | null, next: Omit<SharedNote, "before">): boolean {
  if (now?.id !== next.id || now.target !== next.target) return false;
  return now.server === next.server && now.heir === next.heir;
}

/** What to forget when the table is removed. */
export function forgetNote(now: SharedNote | null): readonly Memory[] {
  return now === null ? [] : [{ key: SHARED_MEMORY, value: null, write: "replace" }];
}

function textOr(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
