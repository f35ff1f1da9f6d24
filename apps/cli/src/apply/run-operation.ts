import type { Operation, Report, Switcher } from "@zcf/core";
import type { ExitCode } from "../exit-code.ts";
import { EXIT, exitCodeOfReport } from "../exit-code.ts";
import type { Announcement } from "../output/output.ts";
import type { Session } from "../session.ts";
import { toSwitchError } from "../to-switch-error.ts";
import type { Undone } from "../undo/undone.ts";
import { usageError } from "../usage/cli-code.ts";
import { ask } from "./ask.ts";
import type { OperationOptions } from "./operation-options.ts";

/** What is done, and how it was asked for. */
export interface Run {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly options: OperationOptions;
  /** What an undo is about; nothing for all else. */
  readonly undone?: Undone | null;
  /** An operation before it, of the same command, was done. */
  readonly follows?: boolean;
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
  if (options.dryRun) return showPlan(run, announcementOf(run, operation));
  const report = await apply(run, operation);
  session.output.report(report, announcementOf(run, operation));
  return exitCodeOfReport(report, options.strict);
}

function announcementOf(
  { options, undone = null, follows = false }: Run,
  operation: Operation,
): Announcement {
  const { backup, yes } = options;
  return { operation, undone, backup: backup ?? null, asked: !yes, follows };
}

function questionOf({ session, undone }: Run, { stores }: Operation): string {
  const { question } = session.messages.ui.plan;
  if (undone !== undefined && undone !== null) return question[undone.way];
  const [goal] = stores.map(({ goal: { kind } }) => kind);
  if (goal === "revert") return question.restore;
  if (goal === "providers" || goal === "fix") return question[goal];
  return question[goal === "switch" ? "switch" : "move"];
}

async function showPlan({ session, switcher }: Run, announcement: Announcement): Promise<ExitCode> {
  const { output } = session;
  output.previewBegin(announcement);
  for await (const change of switcher.preview(announcement.operation)) output.preview(change);
  output.previewEnd(announcement);
  return EXIT.done;
}

async function apply(run: Run, operation: Operation): Promise<Report> {
  const { session, switcher, options } = run;
  const { runtime, output } = session;
  const { backup, waitMs, yes } = options;
  let isAsking = false;
  const confirm = async (planned: Operation, signal: AbortSignal): Promise<boolean> => {
    output.announce(announcementOf(run, planned));
    if (yes) return true;
    isAsking = true;
    const answer = await ask(session, questionOf(run, planned), signal);
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
