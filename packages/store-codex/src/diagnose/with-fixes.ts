import { isSwitchError, type Store, type View } from "@zcf/contract";
import { admits } from "./admits.ts";
import { type FixedFile, fixFiles } from "./fix-files.ts";
import type { Fix } from "./found.ts";
import { overlay } from "./overlay.ts";

export interface FixQuestion {
  readonly store: Store;
  readonly view: View;
  /** What was fixed before. */
  readonly fixed: readonly FixedFile[];
}

/** The files with all of the fixes if they may be made together, else with as many as may; `null`: with none. */
export async function withFixes(
  question: FixQuestion,
  fixes: readonly Fix[],
): Promise<readonly FixedFile[] | null> {
  if (fixes.length === 0) return null;
  const all = await tried(question, fixes);
  if (all !== null || fixes.length === 1) return all;
  let accepted: readonly Fix[] = [];
  let next: readonly FixedFile[] | null = null;
  for (const fix of fixes) {
    const more = await tried(question, [...accepted, fix]);
    if (more === null) continue;
    accepted = [...accepted, fix];
    next = more;
  }
  return next;
}

/** `null` also where the file is built so that it cannot be fixed alone. */
async function tried(
  { store, view, fixed }: FixQuestion,
  fixes: readonly Fix[],
): Promise<readonly FixedFile[] | null> {
  try {
    const next = together(fixed, await fixFiles(store, overlay(view, fixed), fixes));
    return (await admits(store, view, next)) ? next : null;
  } catch (error) {
    if (isSwitchError(error)) return null;
    throw error;
  }
}

function together(earlier: readonly FixedFile[], later: readonly FixedFile[]): readonly FixedFile[] {
  const kept = earlier.filter(({ file }) => !later.some((one) => one.file === file));
  const next = later.map((one) => {
    const before = earlier.find(({ file }) => file === one.file);
    if (before === undefined) return one;
    return { ...one, before: before.before, hunks: null, sensitive: before.sensitive || one.sensitive };
  });
  return [...kept, ...next];
}
