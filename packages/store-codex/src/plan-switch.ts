import type { FileEdit, Plan, Store, SwitchGoal, View } from "@zcf/contract";
import { type Assessment, assess } from "./assess.ts";
import { authEdits } from "./auth/auth-edits.ts";
import { authLocks } from "./auth/auth-locks.ts";
import { keysEdits } from "./auth/keys-file.ts";
import { type ConfigPlan, planConfig } from "./config/plan-config.ts";
import { referentsOf } from "./referents.ts";
import { admitted } from "./report.ts";
import { residentReport } from "./resident.ts";
import { configSecrets } from "./secrets.ts";
import { type Route, routeTo } from "./shared/route.ts";
import { sharedNotices } from "./shared/shared-notices.ts";
import { unmarkedProblems } from "./shared/shared-problems.ts";
import { readSituation, type Situation } from "./situation.ts";
import { switchSessions } from "./switch-sessions.ts";
import { findTarget, type SwitchTarget } from "./target.ts";

/** What a switch changes: config, credentials and sessions. Throws the first problem that the goal does not force. */
export async function planSwitch(store: Store, view: View, goal: SwitchGoal): Promise<Plan> {
  return planSwitchIn(view, { situation: await readSituation(store, view), passed: [] }, goal);
}

export interface SwitchQuestion {
  readonly situation: Situation;
  /** The codes of problems that do not matter. */
  readonly passed: readonly string[];
}

/** As {@link planSwitch}, from a situation that need not be what the view shows. */
export async function planSwitchIn(
  view: View,
  { situation, passed }: SwitchQuestion,
  goal: SwitchGoal,
): Promise<Plan> {
  const { config, system, note, store } = situation;
  const route = routeTo(config, findTarget(config, goal.target), goal.sessions);
  const assessment = assess(situation, route);
  const referents = await leftBehind(store, view, situation, route);
  const configPlan = await planConfig({ view, config, system, route, note, referents });
  const credentials = credentialEdits(view, situation, assessment);
  const changes = { config: configPlan.edits.length > 0, auth: credentials.auth.length > 0 };
  const residents = await residentReport(store, view, changes);
  const unmarked = unmarkedProblems(config, goal.sessions);
  const problems = [...unmarked, ...assessment.problems].filter(({ code }) => !passed.includes(code));
  const forced = admitted([...problems, ...residents.problems], goal.force);
  const sessions = switchSessions(store, view, { config, route, note });
  return {
    required: inOrder(route.target, configPlan.edits, credentials),
    locks: changes.auth ? authLocks(store, view) : [],
    remember: [...configPlan.remember, ...assessment.auth.remember],
    units: sessions.units,
    sessions: route.mode,
    notices: [
      ...forced,
      ...residents.notices,
      ...assessment.notices,
      ...configPlan.notices,
      ...sharedNotices(config, route, referents.length),
    ],
    secrets: secretsOf(situation, configPlan),
  };
}

/** The sessions for which the shared table stays when the mode is left; they may be about to move. */
async function leftBehind(
  store: Store,
  view: View,
  { config: { shared } }: Situation,
  { mode }: Route,
): Promise<readonly string[]> {
  return shared === null || mode === "shared" ? [] : referentsOf(store, view, shared.id);
}

interface CredentialEdits {
  readonly auth: readonly FileEdit[];
  /** Our keys file, and whether it takes something up that `auth.json` is about to lose. */
  readonly keys: readonly FileEdit[];
  readonly takesUp: boolean;
}

function credentialEdits(view: View, situation: Situation, { auth }: Assessment): CredentialEdits {
  const { keys, entries } = situation.keysFile.keys;
  const gained = <T>(now: Readonly<Record<string, T>>, next: Readonly<Record<string, T>>): boolean =>
    Object.entries(next).some(([name, value]) => now[name] !== value);
  return {
    auth: authEdits(view, situation.authFile, auth.data),
    keys: keysEdits(view, situation.keysFile, auth.keys),
    takesUp: gained(keys, auth.keys.keys) || gained(entries, auth.keys.entries),
  };
}

/**
 * The order that leaks least if it stops in between: to a provider, its key is there before its server is used; to
 * official, the server goes first. A key is in our file before it goes from `auth.json`, and there before it leaves ours.
 * A shared table makes no difference: it swaps the server in the same one file.
 */
function inOrder(
  target: SwitchTarget,
  config: readonly FileEdit[],
  { auth, keys, takesUp }: CredentialEdits,
): readonly FileEdit[] {
  const both = target.kind === "official" ? [...config, ...auth] : [...auth, ...config];
  return takesUp ? [...keys, ...both] : [...both, ...keys];
}

function secretsOf({ config, authFile, keysFile }: Situation, { secrets }: ConfigPlan): readonly string[] {
  const all = [authFile.secrets, keysFile.secrets, configSecrets(config.document), secrets];
  return [...new Set(all.flat())];
}
