import type { FileEdit } from "@zcf/contract";
import type { Operation, StorePlan } from "@zcf/core";
import { causesOf, countOf } from "../causes.ts";
import { completingCommand } from "../completing-command.ts";
import type { Announcement } from "../output.ts";
import { causeLines } from "./cause-lines.ts";
import { changeLines } from "./change-lines.ts";
import { goalTexts } from "./goal-texts.ts";
import type { Screen } from "./screen.ts";

/** Says on stderr what is about to happen; in full to somebody who decides on it, else the part that must be said. */
export function announce(screen: Screen, announcement: Announcement): void {
  const { operation, backup, asked } = announcement;
  for (const store of operation.stores) {
    const lines = asked ? storeLines(screen, store, announcement) : movingLines(screen, store, announcement);
    for (const line of lines) screen.err(line);
  }
  const lost = backup === "none" ? sensitiveFiles(operation) : [];
  if (lost.length === 0) return;
  const { severity, plan } = screen.messages.ui;
  screen.err(`${screen.errStyle.warn(severity.warning)}${plan.notUndoable(lost)}`);
}

/** Everything that will happen to one store. */
function storeLines(screen: Screen, store: StorePlan, announcement: Announcement): readonly string[] {
  const { plan } = screen.messages.ui;
  return [
    screen.errStyle.strong(goalTexts(screen.messages.ui, store, announcement.undone).header),
    ...changeLines(screen.messages.ui.provider, store).map((line) => `  ${line}`),
    ...store.plan.required.map((edit) => `  ${plan.file[edit.kind](edit.file)}`),
    ...sessionLines(screen, store, announcement),
  ];
}

/** Sessions are never moved without a word. */
export function movingLines(
  { messages }: Screen,
  store: StorePlan,
  { undone }: Announcement,
): readonly string[] {
  const sessions = countOf(store.summary.units);
  return sessions === 0 ? [] : [goalTexts(messages.ui, store, undone).moving(sessions)];
}

/** What would be left out is announced to somebody who decides; to the others the report tells it. */
function sessionLines(screen: Screen, store: StorePlan, announcement: Announcement): readonly string[] {
  const left = store.summary.skipped;
  const again = completingCommand(announcement.operation);
  return [
    ...movingLines(screen, store, announcement),
    ...(left.length === 0 ? [] : [screen.messages.ui.plan.leftOut(left.length)]),
    ...causeLines(screen, causesOf(left), again),
  ];
}

function sensitiveFiles(operation: Operation): readonly string[] {
  const edits: readonly FileEdit[] = operation.stores.flatMap(({ plan }) => plan.required);
  return edits.filter(({ sensitive }) => sensitive === true).map(({ file }) => file);
}
