import type { Recovery, Report } from "@zcf/core";
import type { PastOutput } from "../output.ts";
import { pruneData } from "./backup-lines.ts";
import type { Say } from "./encode.ts";

/** What is said of earlier operations and of what was kept for them. */
export function pastOutput(say: Say): PastOutput {
  return {
    unfinished: (pending) => {
      for (const { id, stores } of pending) say("unfinished", { operation: id, stores });
    },
    history: ({ entry: { id, ...entry }, undoneBy }) =>
      say("operation", { operation: id, ...entry, undoneBy: undoneBy.map((undo) => undo.id) }),
    historyEnd: () => {},
    recovered: (recoveries) => recoveries.forEach((recovery) => say("recovered", recovery)),
    recoveredInstead: (recoveries) => say("result", recoveredResult(recoveries)),
    backups: ({ operations, earlier }) => {
      for (const { id, ...entry } of operations) say("backup", { operation: id, ...entry });
      for (const copy of earlier) say("earlier", copy);
    },
    prunePlan: (planned) => say("prune", pruneData(planned)),
    pruned: (done) => (done === null ? undefined : say("prune", pruneData(done))),
  };
}

/** Nothing was done but to recover. */
function recoveredResult(recovered: readonly Recovery[]): Report {
  const none = { operation: null, stores: [], backup: null, record: null, open: false };
  return { ...none, outcome: "nothing", recovered };
}
