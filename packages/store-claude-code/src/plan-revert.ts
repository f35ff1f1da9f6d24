import type {
  FileEdit,
  FileGuard,
  Lock,
  MadeChange,
  Notice,
  Plan,
  RevertGoal,
  Store,
  View,
} from "@zcf/contract";
import { mayRun } from "./claude-processes.ts";
import { effectiveTarget } from "./effective-target.ts";
import { isLoginExposed, type Sending } from "./exposed.ts";
import { API_KEY, BASE_URL } from "./owned-keys.ts";
import { stateLocks } from "./plan-state.ts";
import { none, secretsOf } from "./plan-switch.ts";
import { tomlOf } from "./read-file.ts";
import { admit, failure, hint, info, type Problem, problem, warning } from "./report.ts";
import { revertKeys } from "./revert/revert-keys.ts";
import { profilesIn, revertProfiles } from "./revert/revert-profiles.ts";
import { revertSettings, type SettingsRevert, saidBy } from "./revert/revert-settings.ts";
import { revertState, type StateRevert } from "./revert/revert-state.ts";
import { separated } from "./revert/separated.ts";
import { jsonSecrets, tomlSecrets } from "./secrets.ts";
import { settingsOf, textOf } from "./settings.ts";
import { readSituation, type Situation } from "./situation.ts";
import { approvalOf, isApproved, stateOf } from "./state-file.ts";
import { shownUrl } from "./target-problems.ts";

/**
 * What takes back an operation on this home: values go back one by one where a file has changed since; while a session
 * may be running, what would be removed from `env` is emptied instead, unless `exact` is asked for.
 */
export async function planRevert(store: Store, view: View, goal: RevertGoal): Promise<Plan> {
  const situation = await readSituation(store, view);
  requireUnused(situation, goal);
  const settings = settingsBack(situation, view, goal);
  const state = stateBack(situation, view, goal, settings);
  const { env, helper } = settings;
  const next = { env, helper, isApproved: (key: string) => isApproved(state.data, key) };
  const edits = goal.files.flatMap((change) => editsBack(situation, view, change, { settings, state }));
  const leaks = await leaksOf(situation, view, goal, edits);
  return {
    required: edits,
    guards: guardsFor(situation, view, goal, edits),
    locks: locksFor(situation, view, goal),
    remember: [],
    units: none,
    notices: [...emptiedNotice(settings), ...exposure(situation, goal, next), ...admit(leaks, goal.force)],
    secrets: [...secretsOf(situation, ...situation.targets), ...secretsIn(goal)],
  };
}

function settingsBack(situation: Situation, view: View, goal: RevertGoal): SettingsRevert {
  const { settings, places, sessions } = situation;
  const change = goal.files.find(({ file }) => file === places.settings);
  if (change === undefined) return { edits: [], emptied: [], ...saidBy(settings) };
  return revertSettings(change, { view, now: settings, empties: !goal.exact && mayRun(sessions) });
}

function stateBack(
  { state }: Situation,
  view: View,
  { files }: RevertGoal,
  { env }: SettingsRevert,
): StateRevert {
  const key = textOf(env[API_KEY]);
  const change = files.find(({ file }) => file === state.file);
  if (change === undefined) return { edits: [], data: state.data };
  return revertState(view, change, state, key === "" ? null : approvalOf(key));
}

function editsBack(
  { places, profiles, state: { file } }: Situation,
  view: View,
  change: MadeChange,
  { settings, state }: { readonly settings: SettingsRevert; readonly state: StateRevert },
): readonly FileEdit[] {
  if (change.file === places.settings) return settings.edits;
  if (change.file === places.profiles) return revertProfiles(view, change, profiles);
  if (change.file === places.keys) return revertKeys(view, change, profiles.keys);
  return change.file === file ? state.edits : [];
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

/** What was judged by other files is right only while they stand: whose key it is, and the approvals. */
function guardsFor(
  { places, profiles, settings, state }: Situation,
  view: View,
  { files }: RevertGoal,
  edits: readonly FileEdit[],
): readonly FileGuard[] {
  const isWritten = (path: string): boolean =>
    edits.some(({ file }) => file === path) ||
    files.some(({ file, now }) => file === path && now === "exact");
  const routing = [settings, profiles, profiles.keys];
  const judged = [
    ...(routing.some(({ file }) => isWritten(file)) ? routing : []),
    ...(isWritten(places.settings) ? [state] : []),
  ];
  return judged
    .filter(({ file }) => !isWritten(file))
    .map(({ file, content }) => ({ file, base: content === null ? null : view.digest(content) }));
}

/** Servers that would get what was not given for them. */
async function leaksOf(
  { places }: Situation,
  view: View,
  { files }: RevertGoal,
  edits: readonly FileEdit[],
): Promise<readonly Problem[]> {
  const found = await separated({ view, places, files, edits });
  return found.map(({ holder: file, url }) =>
    problem(
      "claude-code.undo-credential",
      { file, url: url === null ? OFFICIAL_SERVER : shownUrl(url) },
      { forceable: true, kind: "conflict" },
    ),
  );
}

/** Where requests go when nothing names an address. */
const OFFICIAL_SERVER = "https://api.anthropic.com";

function emptiedNotice({ emptied }: SettingsRevert): readonly Notice[] {
  return emptied.length === 0 ? [] : [info("claude-code.undo-emptied", { keys: emptied })];
}

/** An address without a credential of its own gets the login's token: only the user's own state may be so. */
function exposure(situation: Situation, goal: RevertGoal, next: Sending): readonly Notice[] {
  if (!isLoginExposed(next)) return [];
  const { file } = situation.settings;
  const params = { file, url: shownUrl(textOf(next.env[BASE_URL])) };
  if (goal.force || isLoginExposed(sendingBefore(situation, goal)))
    return [warning("claude-code.login-exposed", params)];
  throw failure("conflict", "claude-code.undo-exposed", params, hint("claude-code.hint-force", {}));
}

/** Where the operation left the approvals alone, nobody knows any more whether the key had one: it counts as if. */
function sendingBefore({ settings, state }: Situation, { files }: RevertGoal): Sending {
  const before = (file: MadeChange["file"]): MadeChange | undefined => files.find((one) => one.file === file);
  const [had, past] = [before(settings.file), before(state.file)];
  const data = past === undefined ? null : stateOf({ file: state.file, content: past.before }).data;
  return {
    ...saidBy(had === undefined ? settings : settingsOf({ file: settings.file, content: had.before })),
    isApproved: (key) => past === undefined || isApproved(data, key),
  };
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
