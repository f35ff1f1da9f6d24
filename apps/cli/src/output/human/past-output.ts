import type { PastOutput } from "../output.ts";
import { backups } from "./backup.ts";
import { pruned, prunePlan } from "./backup-prune.ts";
import { history, historyEnd } from "./history.ts";
import { recovered, recoveredInstead } from "./recovered.ts";
import type { Screen } from "./screen.ts";
import { unfinished } from "./unfinished.ts";

/** What is said of earlier operations and of what was kept for them. */
export function pastOutput(screen: Screen): PastOutput {
  return {
    unfinished: (pending) => unfinished(screen, pending),
    history: (past, place) => history(screen, past, place),
    historyEnd: (count) => historyEnd(screen, count),
    recovered: (recoveries) => recovered(screen, recoveries),
    recoveredInstead: () => recoveredInstead(screen),
    backups: (found, place) => backups(screen, found, place),
    prunePlan: (planned, how) => prunePlan(screen, planned, how),
    pruned: (done) => pruned(screen, done),
  };
}
