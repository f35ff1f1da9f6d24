import type { FileEdit, SwitchGoal } from "@zcf/contract";
import type { Report, StorePlan, StoreReport } from "@zcf/core";
import type { UiMessages } from "../../messages/ui-messages.ts";
import type { Undone } from "../../undo/undone.ts";
import { causesOf, countOf } from "../causes.ts";
import { completingCommand } from "../completing-command.ts";
import type { Announcement } from "../output.ts";
import { undoingCommand } from "../undoing-command.ts";
import { causeLines } from "./cause-lines.ts";
import { goalTexts } from "./goal-texts.ts";
import type { Screen } from "./screen.ts";

/** What an operation came to. What was not done goes to stderr: it is no result. */
export function report(screen: Screen, done: Report, announcement: Announcement): void {
  const { report: texts, severity } = screen.messages.ui;
  if (done.outcome === "declined") screen.err(texts.declined(announcement.follows));
  else for (const line of doneLines(screen, done, announcement)) screen.out(line);
  if (done.outcome === "cancelled") screen.err(isLeftOut(done) ? texts.cancelled : texts.cancelledTooLate);
  if (done.open) screen.err(`${screen.errStyle.warn(severity.warning)}${texts.open}`);
}

function doneLines(screen: Screen, done: Report, announcement: Announcement): readonly string[] {
  const texts = screen.messages.ui.report;
  const { operation, undone } = announcement;
  const again = completingCommand(operation);
  const undo = undoingCommand(done, operation);
  return [
    ...done.stores.flatMap((store) => {
      const plan = operation.stores.find(({ adapter }) => adapter.id === store.tool);
      return plan === undefined
        ? []
        : storeLines(screen, { plan, store, undone, outcome: done.outcome, again });
    }),
    ...(done.record === null || !isLeftOut(done) ? [] : [texts.fullList(done.record)]),
    ...backupLines(texts, done),
    ...(undo === null ? [] : [texts.undo(undo)]),
  ];
}

function backupLines(texts: UiMessages["report"], { backup }: Report): readonly string[] {
  if (backup === null) return [];
  return [backup.strategy === "none" ? texts.noBackup : texts.backup(backup.strategy, backup.path)];
}

function isLeftOut({ stores }: Report): boolean {
  return stores.some(({ skipped }) => skipped.length > 0);
}

/** What was planned for a store, and what came of it. */
interface Done {
  readonly plan: StorePlan;
  readonly store: StoreReport;
  readonly undone: Undone | null;
  readonly outcome: Report["outcome"];
  readonly again: string;
}

function storeLines(screen: Screen, done: Done): readonly string[] {
  const texts = screen.messages.ui.report;
  const { plan, store } = done;
  return [
    headLine(screen, done),
    ...store.files.map((file) => `  ${texts.file[kindOf(plan, file)](file)}`),
    ...sessionLines(screen, done),
  ];
}

function headLine(screen: Screen, { plan, store, undone, outcome }: Done): string {
  const { done, nothing } = goalTexts(screen.messages.ui, plan, undone);
  const moved = countOf(store.applied);
  const isSwitch = plan.goal.kind === "switch";
  if (!isSwitch && moved + store.files.length === 0 && store.skipped.length > 0)
    return screen.outStyle.warn(screen.messages.ui.report.noneMoved(plan.adapter.name));
  return screen.outStyle.good(outcome === "nothing" ? nothing : done(moved));
}

function kindOf({ plan }: StorePlan, file: string): FileEdit["kind"] {
  return plan.required.find((edit) => edit.file === file)?.kind ?? "patch";
}

function sessionLines(screen: Screen, done: Done): readonly string[] {
  const { plan, store, again } = done;
  const texts = screen.messages.ui.report;
  const failed = store.skipped.length;
  if (failed === 0) return followedLines(screen, done);
  const line = saysHowMany(plan) ? texts.stayed(failed) : texts.sessions(countOf(store.applied), failed);
  return [screen.outStyle.warn(line), ...causeLines(screen, causesOf(store.skipped), again)];
}

/** Where sessions are all there is to it, the first line says already how many moved. */
function saysHowMany({ goal }: StorePlan): boolean {
  return goal.kind === "sync" || goal.kind === "restore";
}

/** For an operation that left nothing out. */
function followedLines(screen: Screen, { plan, store }: Done): readonly string[] {
  const { adapter, goal } = plan;
  if (adapter.sessions === undefined) return [];
  const moved = countOf(store.applied);
  if (goal.kind === "switch") return movedLines(screen, plan.plan.sessions ?? goal.sessions, moved);
  if (saysHowMany(plan) || moved === 0) return [];
  return [screen.messages.ui.report.sessions(moved, 0)];
}

/** For a switch that left nothing out. */
function movedLines({ messages }: Screen, mode: SwitchGoal["sessions"], moved: number): readonly string[] {
  const texts = messages.ui.report;
  if (moved === 0 && mode === "off") return [texts.sessionsOff];
  if (moved === 0) return [mode === "shared" ? texts.sharedAlready : texts.noSessions];
  return [texts.sessions(moved, 0), ...(mode === "shared" ? [`  ${texts.shared}`] : [])];
}
