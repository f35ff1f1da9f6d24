import type {
  FileEdit,
  Goal,
  Lock,
  Notice,
  Plan,
  Skipped,
  Store,
  SwitchGoal,
  SyncGoal,
  Unit,
  View,
} from "@zcf/contract";
import { type Assessment, assess } from "./assess.ts";
import { authEdits } from "./auth/auth-edits.ts";
import { keysEdits } from "./auth/keys-file.ts";
import { effectiveProvider } from "./config/effective-provider.ts";
import { planConfig } from "./config/plan-config.ts";
import { noticeOf, type Problem, refusal } from "./report.ts";
import { residentReport } from "./resident.ts";
import { configSecrets } from "./secrets.ts";
import { planRestore, planSessions, type SessionsPlan } from "./sessions/index.ts";
import { readSituation, type Situation } from "./situation.ts";
import { findTarget, providerId, type SwitchTarget } from "./target.ts";

/** What a goal changes in this home. Throws the first problem that the goal does not force. */
export async function plan(store: Store, view: View, goal: Goal): Promise<Plan> {
  switch (goal.kind) {
    case "switch":
      return planSwitch(store, view, goal);
    case "restore":
      return sessionsAlone(planRestore(store, view, goal.sessions));
    case "sync":
      return sessionsAlone(await planSync(store, view, goal));
  }
}

async function planSync(store: Store, view: View, { target, sessions }: SyncGoal): Promise<SessionsPlan> {
  const { config, system } = await readSituation(store, view);
  const provider =
    target === null ? effectiveProvider(config, system) : providerId(findTarget(config, target));
  return planSessions(store, view, { provider, threads: sessions });
}

async function sessionsAlone({ units, notices }: SessionsPlan): Promise<Plan> {
  return { required: [], locks: [], remember: [], units, notices: await notices, secrets: [] };
}

async function planSwitch(store: Store, view: View, goal: SwitchGoal): Promise<Plan> {
  const situation = await readSituation(store, view);
  const target = findTarget(situation.config, goal.target);
  const assessment = assess(situation, target);
  const config = await planConfig({ view, config: situation.config, system: situation.system, target });
  const credentials = credentialEdits(view, situation, assessment);
  const changes = { config: config.edits.length > 0, auth: credentials.auth.length > 0 };
  const residents = await residentReport(store, view, changes);
  const forced = admit([...assessment.problems, ...residents.problems], goal.force);
  const sessions =
    goal.sessions === "off"
      ? NO_SESSIONS
      : planSessions(store, view, { provider: providerId(target), threads: null });
  return {
    required: inOrder(target, config.edits, credentials),
    locks: changes.auth ? authLocks(store, view) : [],
    remember: [...config.remember, ...assessment.auth.remember],
    units: sessions.units,
    notices: [
      ...forced,
      ...residents.notices,
      ...assessment.notices,
      ...config.notices,
      ...(await sessions.notices),
    ],
    secrets: secretsOf(situation),
  };
}

const NO_SESSIONS: SessionsPlan = {
  units: async function* (): AsyncIterable<Unit | Skipped> {},
  notices: Promise.resolve([]),
};

// What no force can help comes first: there is no use in telling about the rest.
function admit(problems: readonly Problem[], force: boolean): readonly Notice[] {
  const refused = problems.find(({ forceable }) => !forceable) ?? (force ? undefined : problems[0]);
  if (refused !== undefined) throw refusal(refused);
  return problems.map(noticeOf);
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
 */
function inOrder(
  target: SwitchTarget,
  config: readonly FileEdit[],
  { auth, keys, takesUp }: CredentialEdits,
): readonly FileEdit[] {
  const both = target.kind === "official" ? [...config, ...auth] : [...auth, ...config];
  return takesUp ? [...keys, ...both] : [...both, ...keys];
}

// 0.169 takes both, in this order, around every write of auth.json; reads take none.
function authLocks(store: Store, view: View): readonly Lock[] {
  return ["auth.lock", "auth.json.lock"].map((name) => ({
    kind: "flock",
    file: view.path(store.home, name),
    presence: "existing",
    waitMs: 5000,
  }));
}

function secretsOf({ config, authFile, keysFile }: Situation): readonly string[] {
  return [...new Set([...authFile.secrets, ...keysFile.secrets, ...configSecrets(config.document)])];
}
