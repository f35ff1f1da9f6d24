import type { FileEdit } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";

/** What a file holds after an edit; `null`: it is gone. */
export function edited(before: Uint8Array | null, edit: FileEdit): Uint8Array | null {
  if (edit.kind === "remove") return null;
  return edit.kind === "create" ? edit.content : applyHunks(before ?? new Uint8Array(), edit.hunks);
}
