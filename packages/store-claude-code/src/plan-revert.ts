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
import type { JsonObject } from "@zcf/formats";
import { mayRun } from "./claude-processes.ts";
import { API_KEY, AUTH_TOKEN, BASE_URL } from "./owned-keys.ts";
import { stateLocks } from "./plan-state.ts";
import { none, secretsOf } from "./plan-switch.ts";
import { tomlOf } from "./read-file.ts";
import { failure, hint, info, warning } from "./report.ts";
import { revertCurrent } from "./revert/revert-current.ts";
import { revertSettings, type SettingsRevert } from "./revert/revert-settings.ts";
import { revertState, type StateRevert } from "./revert/revert-state.ts";
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
  const settings = settingsBack(situation, view, goal);
  const state = stateBack(situation, view, goal, settings);
  const next = { env: settings.env, isApproved: (key: string) => isApproved(state.data, key) };
  const edits = goal.files.flatMap((change) => editsBack(situation, view, change, { settings, state }));
  return {
    required: edits,
    guards: guardsFor(situation, view, goal, edits),
    locks: locksFor(situation, view, goal),
    remember: [],
    units: none,
    notices: [...emptiedNotice(settings), ...exposure(situation, goal, next)],
    secrets: [...secretsOf(situation, ...situation.targets), ...secretsIn(goal)],
  };
}

function settingsBack(situation: Situation, view: View, goal: RevertGoal): SettingsRevert {
  const { settings, places, sessions } = situation;
  const change = goal.files.find(({ file }) => file === places.settings);
  if (change === undefined) return { edits: [], emptied: [], env: settings.env };
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
  if (change.file === places.profiles) return revertCurrent(view, change, profiles);
  return change.file === file ? state.edits : [];
}

/** Core writes exact files, and they want the lock as well. */
function locksFor({ state }: Situation, view: View, { files }: RevertGoal): readonly Lock[] {
  return files.some(({ file, now }) => file === state.file && now !== "kept") ? stateLocks(view, state) : [];
}

/** What was judged by the approvals is right only while they stand. */
function guardsFor(
  { places, state }: Situation,
  view: View,
  { files }: RevertGoal,
  edits: readonly FileEdit[],
): readonly FileGuard[] {
  const isWritten = (path: string): boolean =>
    edits.some(({ file }) => file === path) ||
    files.some(({ file, now }) => file === path && now === "exact");
  if (!isWritten(places.settings) || isWritten(state.file)) return [];
  return [{ file: state.file, base: state.content === null ? null : view.digest(state.content) }];
}

function emptiedNotice({ emptied }: SettingsRevert): readonly Notice[] {
  return emptied.length === 0 ? [] : [info("claude-code.undo-emptied", { keys: emptied })];
}

/** What decides which credential an interactive session sends. */
interface Sending {
  readonly env: JsonObject;
  /** Whether an interactive session uses a key without asking. */
  readonly isApproved: (key: string) => boolean;
}

/** An address without a credential of its own gets the login's token: only the user's own state may be so. */
function exposure(situation: Situation, goal: RevertGoal, next: Sending): readonly Notice[] {
  if (!isExposed(next)) return [];
  const { file } = situation.settings;
  const params = { file, url: shownUrl(textOf(next.env[BASE_URL])) };
  if (goal.force || isExposed(sendingBefore(situation, goal)))
    return [warning("claude-code.login-exposed", params)];
  throw failure("conflict", "claude-code.undo-exposed", params, hint("claude-code.hint-force", {}));
}

/** Where the operation left the approvals alone, nobody knows any more whether the key had one: it counts as if. */
function sendingBefore({ settings, state }: Situation, { files }: RevertGoal): Sending {
  const before = (file: MadeChange["file"]): MadeChange | undefined => files.find((one) => one.file === file);
  const [had, past] = [before(settings.file), before(state.file)];
  const data = past === undefined ? null : stateOf({ file: state.file, content: past.before }).data;
  return {
    env: had === undefined ? settings.env : settingsOf({ file: settings.file, content: had.before }).env,
    isApproved: (key) => past === undefined || isApproved(data, key),
  };
}

/** A key that is not approved is not used by an interactive session, and counts as none. */
function isExposed({ env, isApproved: isUsed }: Sending): boolean {
  const key = textOf(env[API_KEY]);
  const hasKey = key !== "" && isUsed(key);
  return textOf(env[BASE_URL]) !== "" && !hasKey && textOf(env[AUTH_TOKEN]) === "";
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
