import type { Edit } from "@zcf/contract";

/** How many bytes edits of files hold, both sides together; rows are short. */
export function editBytes(edits: readonly Edit[]): number {
  return edits.reduce((sum, edit) => sum + bytesOf(edit), 0);
}

function bytesOf(edit: Edit): number {
  if (edit.kind === "rows") return 0;
  if (edit.kind !== "patch") return edit.content.length;
  return edit.hunks.reduce((sum, { before, after }) => sum + before.length + after.length, 0);
}
