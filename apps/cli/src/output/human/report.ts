import type { FileEdit } from "@zcf/contract";
import type { Operation, Report, StorePlan, StoreReport } from "@zcf/core";
import { causesOf, countOf } from "../causes.ts";
import { causeLines } from "./cause-lines.ts";
import { goalTexts } from "./goal-texts.ts";
import type { Screen } from "./screen.ts";

/** What an operation came to. What was not done goes to stderr: it is no result. */
export function report(screen: Screen, done: Report, operation: Operation): void {
  const { report: texts, severity } = screen.messages.ui;
  if (done.outcome === "declined") screen.err(texts.declined);
  else for (const line of doneLines(screen, done, operation)) screen.out(line);
  if (done.outcome === "cancelled") screen.err(texts.cancelled);
  if (done.open) screen.err(`${screen.errStyle.warn(severity.warning)}${texts.open}`);
}

function doneLines(screen: Screen, done: Report, operation: Operation): readonly string[] {
  const texts = screen.messages.ui.report;
  const isIncomplete = done.stores.some(({ skipped }) => skipped.length > 0);
  return [
    ...done.stores.flatMap((store) => storeLines(screen, store, { done, operation })),
    ...(done.record === null || !isIncomplete ? [] : [texts.fullList(done.record)]),
    ...(done.backup === null ? [] : [texts.backup(done.backup.strategy, done.backup.path)]),
  ];
}

interface Whole {
  readonly done: Report;
  readonly operation: Operation;
}

function storeLines(screen: Screen, store: StoreReport, { done, operation }: Whole): readonly string[] {
  const plan = operation.stores.find(({ adapter }) => adapter.id === store.tool);
  if (plan === undefined) return [];
  const texts = screen.messages.ui.report;
  const { done: head, nothing } = goalTexts(screen.messages.ui, plan);
  return [
    screen.outStyle.good(done.outcome === "nothing" ? nothing : head),
    ...store.files.map((file) => `  ${texts.file[kindOf(plan, file)](file)}`),
    ...sessionLines(screen, store, plan.goal.sessions === "off"),
  ];
}

function kindOf({ plan }: StorePlan, file: string): FileEdit["kind"] {
  return plan.required.find((edit) => edit.file === file)?.kind ?? "patch";
}

function sessionLines(screen: Screen, store: StoreReport, off: boolean): readonly string[] {
  const texts = screen.messages.ui.report;
  const moved = countOf(store.applied);
  const failed = store.skipped.length;
  if (off) return [texts.sessionsOff];
  if (moved === 0 && failed === 0) return [texts.noSessions];
  const line = texts.sessions(moved, failed);
  return [failed === 0 ? line : screen.outStyle.warn(line), ...causeLines(screen, causesOf(store.skipped))];
}
