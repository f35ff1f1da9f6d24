import type { Operation, Report, Switcher } from "@zcf/core";
import type { ExitCode } from "../exit-code.ts";
import { EXIT, exitCodeOfReport } from "../exit-code.ts";
import type { Announcement } from "../output/output.ts";
import type { Session } from "../session.ts";
import { toSwitchError } from "../to-switch-error.ts";
import { usageError } from "../usage/cli-code.ts";
import { ask } from "./ask.ts";
import type { OperationOptions } from "./operation-options.ts";

/** What is done, and how it was asked for. */
export interface Run {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly options: OperationOptions;
}

/** Whether somebody is there to answer a question. */
export function canAsk({ runtime }: Session, { json }: OperationOptions): boolean {
  return runtime.terminal.interactive && !json;
}

/** Every operation is either shown only, agreed to, or somebody can be asked. Throws a usage error, before any work. */
export function requireConsent(session: Session, options: OperationOptions): void {
  if (options.dryRun || options.yes || canAsk(session, options)) return;
  throw usageError(options.json ? "cli.json-needs-yes" : "cli.no-confirmation");
}

/** Shows the operation, or asks, does it, and tells what it came to. */
export async function runOperation(run: Run, operation: Operation): Promise<ExitCode> {
  const { session, options } = run;
  if (options.dryRun) return showPlan(run, announcementOf(operation, options));
  const report = await apply(run, operation);
  session.output.report(report, operation);
  return exitCodeOfReport(report, options.strict);
}

function announcementOf(operation: Operation, { backup, yes }: OperationOptions): Announcement {
  return { operation, backup: backup ?? null, asked: !yes };
}

function questionOf({ messages }: Session, { stores }: Operation): string {
  const isSwitch = stores.some(({ goal }) => goal.kind === "switch");
  return messages.ui.plan.question[isSwitch ? "switch" : "move"];
}

async function showPlan({ session, switcher }: Run, announcement: Announcement): Promise<ExitCode> {
  const { output } = session;
  output.previewBegin(announcement);
  for await (const change of switcher.preview(announcement.operation)) output.preview(change);
  output.previewEnd(announcement.operation);
  return EXIT.done;
}

async function apply({ session, switcher, options }: Run, operation: Operation): Promise<Report> {
  const { runtime, output } = session;
  const { backup, waitMs, yes } = options;
  let isAsking = false;
  const confirm = async (planned: Operation, signal: AbortSignal): Promise<boolean> => {
    output.announce(announcementOf(planned, options));
    if (yes) return true;
    isAsking = true;
    const answer = await ask(session, questionOf(session, planned), signal);
    isAsking = false;
    return answer;
  };
  const work = (signal: AbortSignal): Promise<Report> =>
    switcher.apply(operation, {
      signal,
      confirm: (planned) => confirm(planned, signal),
      replan: yes ? "when-overtaken" : "always",
      ...(backup === undefined ? {} : { backup }),
      ...(waitMs === undefined ? {} : { waitMs }),
    });
  try {
    return await runtime.interruptible(work, () => {
      if (!isAsking) output.stopping();
    });
  } catch (thrown) {
    // Core says what state the disk is in; where something else fails, the worst is assumed.
    throw toSwitchError(thrown, "unfinished");
  }
}
