import type { FileGuard, Plan, RevertGoal, Store, View } from "@zcf/contract";
import { authLocks } from "./auth/auth-locks.ts";
import { admitted } from "./report.ts";
import { residentReport } from "./resident.ts";
import { judgeFiles } from "./revert/judge-files.ts";
import { keepKey } from "./revert/keep-key.ts";
import { removedTables } from "./revert/removed-tables.ts";
import { revertSessions } from "./revert/revert-sessions.ts";
import { changes, type RevertedFile, revertedFiles } from "./revert/reverted-files.ts";
import { revertedSecrets } from "./revert/reverted-secrets.ts";

/**
 * What takes back an operation on this home, or puts its files back from a backup.
 *
 * Throws `codex.undo-changed` (conflict) where a value was changed since, and, unless forced, what would send a
 * credential to a server it was not given for.
 */
export async function planRevert(store: Store, view: View, goal: RevertGoal): Promise<Plan> {
  const files = await keepKey(view, await revertedFiles(store, view, goal));
  const { config, auth, keys } = files;
  const judgement = await judgeFiles(view, files);
  const writes = { config: changes(config), auth: changes(auth) };
  const isJudged = writes.config || writes.auth || changes(keys);
  const residents = await residentReport(store, view, writes);
  const removals = await removedTables(store, view, files);
  const forced = admitted([...removals, ...judgement.problems, ...residents.problems], goal.force);
  return {
    required: [...config.edits, ...auth.edits, ...keys.edits],
    guards: isJudged ? [config, auth, keys].flatMap((file) => guardOf(view, file)) : [],
    locks: writes.auth ? authLocks(store, view) : [],
    remember: [],
    units: () => revertSessions(store, view, { units: goal.units, config }),
    notices: [...forced, ...residents.notices, ...judgement.notices],
    secrets: revertedSecrets(files),
  };
}

/** Whose key goes where was judged by all of them: one that stays has to be the one that was read. */
function guardOf(view: View, file: RevertedFile): readonly FileGuard[] {
  if (changes(file)) return [];
  return [{ file: file.file, base: file.now === null ? null : view.digest(file.now) }];
}
