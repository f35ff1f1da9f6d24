import type { FileEdit, Lock, Plan, ProvidersGoal, Store, View } from "@zcf/contract";
import { authEdits } from "./auth/auth-edits.ts";
import { authLocks } from "./auth/auth-locks.ts";
import { keysEdits } from "./auth/keys-file.ts";
import { applyChanges } from "./manage/apply-changes.ts";
import { changedSecrets } from "./manage/changed-secrets.ts";
import { changeConfig, type Referents, removedIds } from "./manage/config-change.ts";
import { configEdits } from "./manage/config-edits.ts";
import { type Draft, draftOf } from "./manage/draft.ts";
import { inOrder } from "./manage/in-order.ts";
import { settle } from "./manage/settle.ts";
import { urlNotices } from "./manage/url-notices.ts";
import { referentsOf } from "./referents.ts";
import { admitted } from "./report.ts";
import { residentReport } from "./resident.ts";
import { readSituation } from "./situation.ts";

/**
 * What changes the providers of this home, all or none.
 *
 * What is so already is nothing to do: a provider that is there just as it is to be added, one to be removed that is not
 * there. Throws what speaks against a change, and the first problem that the goal does not force.
 */
export async function planProviders(store: Store, view: View, goal: ProvidersGoal): Promise<Plan> {
  const situation = await readSituation(store, view);
  const draft = applyChanges(draftOf(situation), goal.changes);
  const change = changeConfig(draft, await referentsOfAll(store, view, draft));
  const settled = settle(draft, change.next);
  const { edits: config, notices: tightened } = await configEdits(view, draft, change);
  const auth = authEdits(view, situation.authFile, settled.data);
  const keys = keysEdits(view, situation.keysFile, settled.keys);
  const residents = await residentReport(store, view, {
    config: settled.affectsCurrent,
    auth: settled.sendsAnother,
  });
  const forced = admitted([...change.problems, ...settled.problems, ...residents.problems], goal.force);
  return {
    required: inOrder(situation, settled, { config, auth, keys }),
    locks: locksFor(store, view, auth),
    remember: [...change.remember, ...settled.remember],
    units: noUnits,
    notices: [
      ...forced,
      ...residents.notices,
      ...settled.notices,
      ...draft.notices,
      ...urlNotices(draft),
      ...tightened,
    ],
    secrets: changedSecrets(draft, { change, goal }),
  };
}

async function referentsOfAll(store: Store, view: View, draft: Draft): Promise<Referents> {
  const referents = new Map<string, readonly string[]>();
  for (const id of removedIds(draft)) referents.set(id, await referentsOf(store, view, id));
  return referents;
}

function locksFor(store: Store, view: View, auth: readonly FileEdit[]): readonly Lock[] {
  return auth.length > 0 ? authLocks(store, view) : [];
}

async function* noUnits(): AsyncGenerator<never> {
  // Sessions stay as they are.
}
