import type { FileEdit, Lock, MadeChange, Notice, Plan, RevertGoal, Store, View } from "@zcf/contract";
import { mayRun } from "./claude-processes.ts";
import { effectiveTarget } from "./effective-target.ts";
import { API_KEY, AUTH_TOKEN, BASE_URL } from "./owned-keys.ts";
import { stateLocks } from "./plan-state.ts";
import { none, secretsOf } from "./plan-switch.ts";
import { tomlOf } from "./read-file.ts";
import { failure, hint, info, warning } from "./report.ts";
import { revertKeys } from "./revert/revert-keys.ts";
import { profilesIn, revertProfiles } from "./revert/revert-profiles.ts";
import { revertSettings, type SettingsRevert, saidBy } from "./revert/revert-settings.ts";
import { revertState } from "./revert/revert-state.ts";
import { jsonSecrets, tomlSecrets } from "./secrets.ts";
import { settingsOf, textOf } from "./settings.ts";
import { readSituation, type Situation } from "./situation.ts";
import { approvalOf } from "./state-file.ts";
import { shownUrl } from "./target-problems.ts";

/**
 * What takes back an operation on this home: values go back one by one where a file has changed since; while a session
 * may be running, what would be removed from `env` is emptied instead, unless `exact` is asked for.
 */
export async function planRevert(store: Store, view: View, goal: RevertGoal): Promise<Plan> {
  const situation = await readSituation(store, view);
  requireUnused(situation, goal);
  const settings = settingsBack(situation, view, goal);
  const edits = goal.files.flatMap((change) => editsBack(situation, view, change, settings));
  return {
    required: edits,
    locks: locksFor(situation, view, goal),
    remember: [],
    units: none,
    notices: [...emptiedNotice(settings), ...exposure(situation, goal, settings)],
    secrets: [...secretsOf(situation, ...situation.targets), ...secretsIn(goal)],
  };
}

function settingsBack(situation: Situation, view: View, goal: RevertGoal): SettingsRevert {
  const { settings, places, sessions } = situation;
  const change = goal.files.find(({ file }) => file === places.settings);
  if (change === undefined) return { edits: [], emptied: [], ...saidBy(settings) };
  return revertSettings(change, { view, now: settings, empties: !goal.exact && mayRun(sessions) });
}

function editsBack(
  { places, profiles, state }: Situation,
  view: View,
  change: MadeChange,
  settings: SettingsRevert,
): readonly FileEdit[] {
  const key = textOf(settings.env[API_KEY]);
  if (change.file === places.settings) return settings.edits;
  if (change.file === places.profiles) return revertProfiles(view, change, profiles);
  if (change.file === places.keys) return revertKeys(view, change, profiles.keys);
  return change.file === state.file
    ? revertState(view, change, state, key === "" ? null : approvalOf(key))
    : [];
}

/** What settings use must not change below them, unless they change along. */
function requireUnused(situation: Situation, { files, force }: RevertGoal): void {
  const { places } = situation;
  const current = effectiveTarget(situation);
  const isAlong = files.some(({ file, now }) => file === places.settings && now !== "kept");
  if (current === null || isAlong || force) return;
  const changes = files.filter(({ file, now }) => file === places.profiles && now !== "kept");
  const next = hint("claude-code.hint-switch-first", {});
  if (changes.flatMap(profilesIn).includes(current.id))
    throw failure("conflict", "claude-code.undo-in-use", { id: current.id }, next);
}

/** Core writes exact files, and they want the lock as well. */
function locksFor({ state }: Situation, view: View, { files }: RevertGoal): readonly Lock[] {
  return files.some(({ file, now }) => file === state.file && now !== "kept") ? stateLocks(view, state) : [];
}

function emptiedNotice({ emptied }: SettingsRevert): readonly Notice[] {
  return emptied.length === 0 ? [] : [info("claude-code.undo-emptied", { keys: emptied })];
}

/** An address without a credential beside it gets the login's token: only the user's own state may be so. */
function exposure({ settings }: Situation, goal: RevertGoal, after: SettingsRevert): readonly Notice[] {
  if (!isExposed(after)) return [];
  const { file } = settings;
  const params = { file, url: shownUrl(textOf(after.env[BASE_URL])) };
  const change = goal.files.find((one) => one.file === file);
  const past = saidBy(settingsOf({ file, content: change?.before ?? null }));
  if (goal.force || isExposed(past)) return [warning("claude-code.login-exposed", params)];
  throw failure("conflict", "claude-code.undo-exposed", params, hint("claude-code.hint-force", {}));
}

function isExposed({ env, helper }: Pick<SettingsRevert, "env" | "helper">): boolean {
  const isSet = (key: string): boolean => textOf(env[key]) !== "";
  return isSet(BASE_URL) && !isSet(API_KEY) && !isSet(AUTH_TOKEN) && helper === null;
}

/** What the other sides of a file hold; a diff shows both. */
function secretsIn({ files }: RevertGoal): readonly string[] {
  return files.flatMap(({ file, before, after }) =>
    [before, after].flatMap((content) => sideSecrets({ file, content })),
  );
}

function sideSecrets(read: Parameters<typeof settingsOf>[0]): readonly string[] {
  if (read.content === null) return [];
  return read.file.endsWith(".toml") ? tomlSecrets(tomlOf(read)) : jsonSecrets(settingsOf(read).document);
}
