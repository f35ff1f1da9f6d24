import type { FileEdit, Plan, ProvidersGoal, Store, View } from "@zcf/contract";
import { effectiveTarget } from "../effective-target.ts";
import { tightened } from "../loose-mode.ts";
import { overlay } from "../overlay.ts";
import { none, requireHome, secretsOf } from "../plan-switch.ts";
import { failure, hint } from "../report.ts";
import { readSituation, type Situation } from "../situation.ts";
import type { SwitchTarget } from "../target.ts";
import { type Changed, changedProfiles } from "./changed-profiles.ts";
import { type Follow, follow } from "./follow.ts";
import { type ById, managedProfiles } from "./managed-profiles.ts";
import { profileEdits } from "./profile-edits.ts";

/**
 * What changes profiles. Where the one in use changes, its key is approved, and the settings use it, in the same operation.
 *
 * Throws a usage error for what cannot be meant so, `claude-code.provider-in-use` (conflict) for a removal of the one in use.
 */
export async function planProviders(store: Store, view: View, goal: ProvidersGoal): Promise<Plan> {
  const situation = await readSituation(store, view);
  const from = managedProfiles(situation);
  const changed = changedProfiles(from, goal);
  requireWritable(situation, changed);
  const before = effectiveTarget(situation);
  requireUnused(before, changed, from);
  const current = currentAfter(situation, changed, before);
  const change = { from, to: changed.profiles, current };
  const edits = await Promise.all(
    profileEdits(view, situation.profiles, change).map((edit) => ownersAlone(view, edit)),
  );
  if (edits.length > 0) await requireHome(store, view);
  const after = await readSituation(store, await overlay(view, edits));
  const following = follow(view, { after, before, force: goal.force });
  return {
    required: inOrder(situation, edits, following),
    locks: following.locks,
    remember: [],
    units: none,
    notices: [...changed.notices, ...following.notices],
    secrets: [...secretsOf(situation, ...situation.targets), ...secretsOf(after, ...after.targets)],
  };
}

/** Upstream lets everybody read the keys in its file: one that we write to becomes its owner's alone. */
async function ownersAlone(view: View, edit: FileEdit): Promise<FileEdit> {
  const mode = edit.kind === "patch" ? await tightened(view, edit.file) : null;
  return mode === null || edit.kind !== "patch" ? edit : { ...edit, mode };
}

function requireWritable({ places, profiles, store }: Situation, { profiles: to }: Changed): void {
  const { file, isJson, isLegacy } = profiles;
  if (!places.isUpstreams) {
    const params = { file, home: store.home };
    throw failure("usage", "claude-code.profiles-elsewhere", params);
  }
  if (isJson) throw failure("environment", "claude-code.profiles-json", { file });
  // Without one in the newer file the older one would be read again.
  if (isLegacy && to.size === 0)
    throw failure("environment", "claude-code.profiles-legacy", { file: places.legacyProfiles });
}

function requireUnused(before: SwitchTarget | null, { profiles }: Changed, from: ById): void {
  if (before?.kind !== "profile" || !from.has(before.id) || profiles.has(before.id)) return;
  const next = hint("claude-code.hint-switch-first", {});
  throw failure("conflict", "claude-code.provider-in-use", { id: before.id }, next);
}

/** Upstream must not name one that is gone, and has to be told which one of the older file is in use. */
function currentAfter(
  { profiles: { current, isLegacy } }: Situation,
  { profiles, gone }: Changed,
  before: SwitchTarget | null,
): string | null {
  if (current !== null && gone.includes(current) && !profiles.has(current)) return "";
  return isLegacy && before !== null && profiles.has(before.id) ? before.id : null;
}

/** A key is there, and approved, before settings use it; one that goes is used no more by then. */
function inOrder(
  { places }: Situation,
  edits: readonly FileEdit[],
  { state, settings }: Follow,
): readonly FileEdit[] {
  const at = edits.findIndex(({ file }) => file === places.keys);
  const isFirst = at === 0;
  const keys = edits.filter(({ file }) => file === places.keys);
  const own = edits.filter(({ file }) => file !== places.keys);
  return isFirst ? [...keys, ...own, ...state, ...settings] : [...own, ...state, ...settings, ...keys];
}
