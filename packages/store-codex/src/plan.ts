import type { Goal, Plan, RestoreGoal, Store, SyncGoal, View } from "@zcf/contract";
import { type Config, OPENAI } from "./config/config.ts";
import { effectiveProvider } from "./config/effective-provider.ts";
import { BUILT_IN_IDS } from "./config/provider.ts";
import { readSystemLayers } from "./config/system-layers.ts";
import { rememberGiven } from "./given/remember-given.ts";
import { planFix } from "./plan-fix.ts";
import { planProviders } from "./plan-providers.ts";
import { planRevert } from "./plan-revert.ts";
import { planSwitch } from "./plan-switch.ts";
import { info } from "./report.ts";
import { planRestore, planSessions, type SessionsPlan } from "./sessions/index.ts";
import { originsOf, strandedTo } from "./shared/origins.ts";
import { followingId } from "./shared/route.ts";
import { readUse } from "./situation.ts";
import { modelsOf } from "./switch-sessions.ts";
import { findTarget, providerId } from "./target.ts";

/** What a goal changes in this home. Throws the first problem that the goal does not force. */
export async function plan(store: Store, view: View, goal: Goal): Promise<Plan> {
  if (goal.kind === "restore") return planReturn(store, view, goal);
  if (goal.kind === "sync") return planSync(store, view, goal);
  const planned = await planFiles(store, view, goal);
  return { ...planned, remember: [...planned.remember, ...(await rememberGiven(store, view))] };
}

/** The goals that change more than sessions. */
async function planFiles(
  store: Store,
  view: View,
  goal: Exclude<Goal, RestoreGoal | SyncGoal>,
): Promise<Plan> {
  switch (goal.kind) {
    case "switch":
      return planSwitch(store, view, goal);
    case "revert":
      return planRevert(store, view, goal);
    case "providers":
      return planProviders(store, view, goal);
    case "fix":
      return planFix(store, view, goal);
  }
}

async function planSync(store: Store, view: View, { target, sessions }: SyncGoal): Promise<Plan> {
  const { config, note } = await readUse(store, view);
  const about = { models: modelsOf(config), origins: originsOf(config, note) };
  const provider =
    target === null
      ? requireProvider(config, effectiveProvider(config, await readSystemLayers(store, view)))
      : followingId(config, findTarget(config, target));
  return sessionsAlone(planSessions(store, view, { provider, threads: sessions, ...about }));
}

/** Where config names a provider that is not there, sessions must not follow it: throws `codex.unknown-target` (usage). */
function requireProvider(config: Config, id: string): string {
  const known = [OPENAI, ...BUILT_IN_IDS, config.shared?.id, ...config.providers.map((one) => one.id)];
  return known.includes(id) ? id : providerId(findTarget(config, id));
}

async function planReturn(store: Store, view: View, { sessions: threads }: RestoreGoal): Promise<Plan> {
  const { config, note } = await readUse(store, view);
  const origins = originsOf(config, note);
  const stranded = strandedTo(config, origins);
  const way = { threads, models: modelsOf(config), origins, stranded };
  const plan = sessionsAlone(planRestore(store, view, way));
  if (config.shared?.active !== true) return plan;
  const next = info("codex.restore-while-shared", { provider: config.shared.id });
  return { ...plan, notices: [...plan.notices, next] };
}

function sessionsAlone({ units }: SessionsPlan): Plan {
  return { required: [], locks: [], remember: [], units, notices: [], secrets: [] };
}
