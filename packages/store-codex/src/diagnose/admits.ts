import { isSwitchError, type Store, type View } from "@zcf/contract";
import { readFile } from "../read-file.ts";
import { readSituation } from "../situation.ts";
import { type Alignment, alignPlan } from "./align-plan.ts";
import { readToday } from "./as-of-today.ts";
import { edited } from "./edited.ts";
import type { FixedFile } from "./fix-files.ts";
import { isSafe } from "./is-safe.ts";
import { overlay } from "./overlay.ts";

/**
 * Whether files may be fixed so: what is in use then can be switched to, and Codex sends no credential to a server that
 * it was not given for.
 */
export async function admits(store: Store, view: View, fixed: readonly FixedFile[]): Promise<boolean> {
  // A process that is in the way now need not be when it is fixed, and the fix says so.
  const alone: View = { ...view, processes: async () => [] };
  try {
    const aligned = await alignPlan(store, { view: alone, fixed, isAsked: false, force: false });
    const next = overlay(view, await withAligned(view, fixed, aligned));
    return isSafe(await readToday(store, view), await readSituation(store, next));
  } catch (error) {
    if (isSwitchError(error)) return false;
    throw error;
  }
}

type After = Pick<FixedFile, "file" | "after">;

/** What the files hold after both. */
async function withAligned(
  view: View,
  fixed: readonly FixedFile[],
  aligned: Alignment | null,
): Promise<readonly After[]> {
  const seen = overlay(view, fixed);
  const edits = aligned?.plan.required ?? [];
  const later = edits.map(async (edit) => {
    const { content } = await readFile(seen, edit.file);
    return { file: edit.file, after: edited(content, edit) };
  });
  return [
    ...fixed.filter(({ file }) => !edits.some((edit) => edit.file === file)),
    ...(await Promise.all(later)),
  ];
}
