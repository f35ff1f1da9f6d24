import type { PruneOptions as CorePruneOptions, Prune } from "@zcf/core";
import { ask } from "../apply/ask.ts";
import { requireConsent } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { usualHomes } from "../stores/default-homes.ts";
import { queryOf } from "../stores/query-of.ts";
import type { PruneOptions } from "./prune-options.ts";

/** `zcf backup prune`: removes what is beyond the limits, and with `--earlier` what earlier versions left. */
export async function runBackupPrune(session: Session, options: PruneOptions): Promise<ExitCode> {
  const { dryRun, yes, json, keep, maxBytes, earlier } = options;
  requireConsent(session, { dryRun, yes, json, strict: false, backup: undefined, waitMs: undefined });
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const asked: CorePruneOptions = {
    of: queryOf(session, switcher, options),
    ...(keep === undefined ? {} : { keep }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
  const shown = { ...asked, ...(earlier ? { earlier: true as const } : {}) };
  const planned = await switcher.pruneBackups({ ...shown, dryRun: true });
  if (dryRun || !(yes || isEmpty(planned))) {
    const usual = await usualHomes(session, switcher);
    session.output.prunePlan(planned, { adapters: switcher.adapters, usual, asked: !dryRun });
  }
  if (dryRun) return EXIT.done;
  const done = await agreed(session, yes || isEmpty(planned), async (signal) =>
    // What was shown is what may go, and not what came since.
    switcher.pruneBackups({ ...asked, earlier: planned.earlier.removed.map(({ path }) => path), signal }),
  );
  session.output.pruned(done === "declined" ? null : withProblems(done, planned));
  return done === "declined" ? EXIT.cancelled : EXIT.done;
}

/** What nobody was asked about is told as well. */
function withProblems(done: Prune, { earlier }: Prune): Prune {
  return { ...done, earlier: { ...done.earlier, kept: [...earlier.kept, ...done.earlier.kept] } };
}

function isEmpty({ removed, earlier }: Prune): boolean {
  return removed.length + earlier.removed.length === 0;
}

async function agreed(
  session: Session,
  isAgreed: boolean,
  prune: (signal: AbortSignal) => Promise<Prune>,
): Promise<Prune | "declined"> {
  const { runtime, messages, output } = session;
  let isAsking = false;
  const work = async (signal: AbortSignal): Promise<Prune | "declined"> => {
    if (!isAgreed) {
      isAsking = true;
      const answer = await ask(session, messages.ui.backup.question, signal);
      isAsking = false;
      if (!answer) return "declined";
    }
    return prune(signal);
  };
  return runtime.interruptible(work, () => {
    if (!isAsking) output.stopping();
  });
}
