import type { FileEdit, Lock, Notice, View } from "@zcf/contract";
import { settingsEdits } from "../plan-settings.ts";
import { stateEdits, stateLocks } from "../plan-state.ts";
import { admit } from "../report.ts";
import type { Situation } from "../situation.ts";
import { switchNotices } from "../switch-notices.ts";
import type { SwitchTarget } from "../target.ts";
import { targetProblems } from "../target-problems.ts";
import { envChanges, helperChange, wantedEnv, wantedHelper } from "../wanted-env.ts";

/** What it takes for settings to use what a profile says from now on. */
export interface Follow {
  /** To be there before the settings. */
  readonly state: readonly FileEdit[];
  readonly settings: readonly FileEdit[];
  readonly locks: readonly Lock[];
  readonly notices: readonly Notice[];
}

const NOTHING: Follow = { state: [], settings: [], locks: [], notices: [] };

export interface Following {
  /** With the profiles as they will be. */
  readonly after: Situation;
  readonly before: SwitchTarget | null;
  readonly force: boolean;
}

/** Nothing where the profile in use stays what it is for Claude Code. Throws where it could not be switched to. */
export function follow(view: View, { after, before, force }: Following): Follow {
  const target = after.targets.find(({ id }) => id === before?.id);
  if (before === null || target === undefined || isAlike(before, target)) return NOTHING;
  const { settings, state } = after;
  if (settings.broken !== null) throw settings.broken;
  const forced = admit(targetProblems(after, target), force);
  const change = { env: envChanges(after, target), model: undefined, helper: helperChange(after, target) };
  const approval = stateEdits(view, state, target);
  return {
    state: approval,
    settings: settingsEdits(view, settings, change),
    locks: approval.length > 0 ? stateLocks(view, state) : [],
    notices: [
      ...forced,
      ...switchNotices(after, change).filter(({ code }) => code !== "claude-code.emptied"),
    ],
  };
}

function isAlike(before: SwitchTarget, after: SwitchTarget): boolean {
  const [one, other] = [before, after].map((target) => [wantedEnv(target), wantedHelper(target)]);
  return JSON.stringify(one) === JSON.stringify(other);
}
