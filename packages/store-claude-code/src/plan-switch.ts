import type { Plan, Store, SwitchGoal, View } from "@zcf/contract";
import { currentEdits } from "./plan-current.ts";
import { planModel } from "./plan-model.ts";
import { settingsEdits } from "./plan-settings.ts";
import { stateEdits, stateLocks } from "./plan-state.ts";
import { jsonOf } from "./read-file.ts";
import { admit, failure, hint } from "./report.ts";
import { jsonSecrets, tomlSecrets } from "./secrets.ts";
import { readSituation, type Situation } from "./situation.ts";
import { approvalOf } from "./state-file.ts";
import { switchNotices } from "./switch-notices.ts";
import { findTarget, type SwitchTarget } from "./target.ts";
import { targetProblems } from "./target-problems.ts";
import { envChanges, helperChange } from "./wanted-env.ts";

/**
 * What a switch changes, in the order that leaks least if it stops in between: the key is approved before it is used,
 * server and credential change in one file at once, and what only notes it comes last.
 */
export async function planSwitch(store: Store, view: View, goal: SwitchGoal): Promise<Plan> {
  const situation = await readSituation(store, view);
  const { settings, state } = situation;
  const target = findTarget(situation.targets, goal.target);
  await requireHome(store, view);
  if (settings.broken !== null) throw settings.broken;
  const forced = admit(targetProblems(situation, target), goal.force);
  const { model, remember } = await planModel(view, situation, target);
  const change = { env: envChanges(situation, target), model, helper: helperChange(situation, target) };
  const approval = stateEdits(view, state, target);
  return {
    required: [
      ...approval,
      ...settingsEdits(view, settings, change),
      ...currentEdits(view, situation, target),
    ],
    locks: approval.length > 0 ? stateLocks(view, state) : [],
    remember,
    units: none,
    notices: [...forced, ...switchNotices(situation, change)],
    sessions: "off",
    secrets: secretsOf(situation, target),
  };
}

/** Throws `claude-code.home-not-made` (environment). */
export async function requireHome({ home }: Store, view: View): Promise<void> {
  if ((await view.stat(home)) !== null) return;
  throw failure("environment", "claude-code.home-not-made", { home }, hint("claude-code.hint-home", {}));
}

/** Every secret in the files that are edited, and in the target: its approval is a part of its key. */
export function secretsOf(situation: Situation, ...targets: readonly SwitchTarget[]): readonly string[] {
  const { settings, state, profiles } = situation;
  const keys = [
    ...Object.values(profiles.keys.keys),
    ...targets.flatMap((target) => (target.kind === "official" ? [] : (target.profile.key ?? []))),
  ];
  const own = keys.flatMap((key) => [key, approvalOf(key)]);
  const written = [
    jsonSecrets(settings.document),
    jsonSecrets(jsonOf(state)),
    tomlSecrets(profiles.document),
  ];
  return [...new Set([...written.flat(), ...own])];
}

/** Sessions name no provider: none ever moves. */
export async function* none(): AsyncGenerator<never> {
  // Nothing to do.
}
