import type { FileEdit, FixGoal, Notice, Plan, Store, View } from "@zcf/contract";
import { differingPart } from "@zcf/formats";
import { createOf, GROUP } from "../edits.ts";
import { tightened } from "../loose-mode.ts";
import { stateLocks } from "../plan-state.ts";
import { none, secretsOf } from "../plan-switch.ts";
import { readFile } from "../read-file.ts";
import { warning } from "../report.ts";
import type { Situation } from "../situation.ts";
import { findAll } from "./find-all.ts";
import { readLegible } from "./legible.ts";
import { withoutFindings } from "./without-findings.ts";

/**
 * What clears findings of this home; what is no finding, or none that can be cleared, is passed over.
 *
 * What one fix brings to light (settings that were ignored can be read) is cleared along, so that nothing is left to do.
 */
export async function planFix(store: Store, view: View, { checks }: FixGoal): Promise<Plan> {
  const isAsked = (check: string): boolean => checks === null || checks.includes(check);
  const { after, files, withheld } = await withoutFindings(store, view, isAsked);
  const modes = (await findAll(store, view)).flatMap(({ finding: { check }, fix }) =>
    fix?.kind === "mode" && isAsked(check) ? [fix.file] : [],
  );
  const required = await editsOf(view, after, [...new Set([...files, ...modes])], new Set(modes));
  const { situation } = await readLegible(store, view);
  const situations = [situation, (await readLegible(store, after)).situation];
  const isState = required.some(({ file }) => file === situation.state.file);
  return {
    required,
    locks: isState ? stateLocks(view, situation.state) : [],
    remember: [],
    units: none,
    notices: withheld.length === 0 ? [] : [withheldNotice(situation, withheld)],
    secrets: situations.flatMap((one) => secretsOf(one, ...one.targets)),
  };
}

function withheldNotice({ settings }: Situation, checks: readonly string[]): Notice {
  return warning("claude-code.fix-withheld", { file: settings.file, checks });
}

/** In this order: the key is approved before it is used. */
async function editsOf(
  view: View,
  after: View,
  files: readonly FileEdit["file"][],
  modes: ReadonlySet<string>,
): Promise<readonly FileEdit[]> {
  const edits: FileEdit[] = [];
  for (const file of files) {
    const now = await readFile(view, file);
    const next = (await readFile(after, file)).content;
    if (next === null) continue;
    if (now.content === null) edits.push(createOf(now, next));
    else {
      const hunk = differingPart(now.content, next);
      const isSame = hunk.before.length + hunk.after.length === 0;
      const mode = modes.has(file) ? await tightened(view, file) : null;
      const base = view.digest(now.content);
      const hunks = isSame ? [] : [hunk];
      if (!isSame || mode !== null)
        edits.push({
          kind: "patch",
          group: GROUP,
          file,
          base,
          hunks,
          sensitive: true,
          ...(mode && { mode }),
        });
    }
  }
  return edits;
}
