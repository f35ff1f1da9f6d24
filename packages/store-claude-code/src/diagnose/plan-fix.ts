import type { FileEdit, FixGoal, Plan, Store, View } from "@zcf/contract";
import { differingPart } from "@zcf/formats";
import { createOf, GROUP } from "../edits.ts";
import { tightened } from "../loose-mode.ts";
import { overlay } from "../overlay.ts";
import { stateLocks } from "../plan-state.ts";
import { none, secretsOf } from "../plan-switch.ts";
import { readFile } from "../read-file.ts";
import { findAll } from "./diagnose.ts";
import { fixEdits } from "./fix-edits.ts";
import type { Fix } from "./found.ts";
import { readLegible } from "./legible.ts";

/**
 * What clears findings of this home; what is no finding, or none that can be cleared, is passed over.
 *
 * What one fix brings to light (settings that were ignored can be read) is cleared along, so that nothing is left to do.
 */
export async function planFix(store: Store, view: View, { checks }: FixGoal): Promise<Plan> {
  const isAsked = (check: string): boolean => checks === null || checks.includes(check);
  const { after, files } = await fixed(store, view, isAsked);
  const modes = (await fixesIn(store, view, isAsked)).flatMap((fix) =>
    fix.kind === "mode" ? [fix.file] : [],
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
    notices: [],
    secrets: situations.flatMap((one) => secretsOf(one, ...one.targets)),
  };
}

type IsAsked = (check: string) => boolean;

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

interface Fixed {
  /** The machine without the findings. */
  readonly after: View;
  readonly files: readonly FileEdit["file"][];
}

async function fixed(store: Store, view: View, isAsked: IsAsked): Promise<Fixed> {
  const files: FileEdit["file"][] = [];
  let after = view;
  for (let round = 0; round < ROUNDS; round += 1) {
    const edits = await fixEdits(store, after, await fixesIn(store, after, isAsked));
    if (edits.length === 0) return { after, files };
    files.push(...edits.map(({ file }) => file));
    after = await overlay(after, edits);
  }
  throw new Error("the fixes of this home undo each other");
}

const ROUNDS = 8;

async function fixesIn(store: Store, view: View, isAsked: IsAsked): Promise<readonly Fix[]> {
  const all = await findAll(store, view);
  return all.filter(({ finding }) => isAsked(finding.check)).flatMap(({ fix }) => fix ?? []);
}
