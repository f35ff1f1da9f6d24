import type { HistoryEntry } from "@zcf/core";
import { groupsLeft, type PastOperation } from "../../history/past-operation.ts";
import { undoneIn } from "../../undo/undone.ts";
import type { HistoryPlace } from "../output.ts";
import { pastLines } from "./past-text.ts";
import type { Screen } from "./screen.ts";

/** One operation: when and what; its id and what came of it; and each that it has to do with, on a line of its own. */
export function history(screen: Screen, { entry, undoneBy }: PastOperation, place: HistoryPlace): void {
  for (const line of pastLines(screen, entry, place, factsOf(screen, entry))) screen.out(line);
  for (const line of relations(screen, entry, undoneBy)) screen.out(`  ${line}`);
}

export function historyEnd(screen: Screen, count: number): void {
  if (count === 0) screen.out(screen.messages.ui.history.none);
}

/** To which other operations it is related. */
function relations(
  { messages, outStyle }: Screen,
  entry: HistoryEntry,
  undoneBy: PastOperation["undoneBy"],
): readonly string[] {
  const texts = messages.ui.history;
  const undone = undoneIn(entry.purpose);
  const { backup, of } = entry.purpose;
  const restored = backup === true && of !== undefined ? [texts.backupOf(of)] : [];
  const by = undoneBy.map(({ id }) => id).join(messages.separator);
  return [
    ...restored,
    ...(undone === null ? [] : [texts.undoOf(undone)]),
    ...(by === ""
      ? []
      : [outStyle.warn(texts.undoneBy(by, groupsBack(messages.separator, entry, undoneBy)))]),
  ];
}

/** Which groups were undone; `null` for all of them. */
function groupsBack(
  separator: string,
  entry: HistoryEntry,
  undoneBy: PastOperation["undoneBy"],
): string | null {
  const left = groupsLeft(entry, undoneBy);
  const back = Object.keys(entry.outcome.edits).filter((group) => !left.includes(group));
  return left.length === 0 ? null : back.join(separator);
}

/** How it ended where that is not as it should, edits by group, what was left out, and which backup there is. */
function factsOf({ messages, outStyle }: Screen, { outcome, backup }: HistoryEntry): readonly string[] {
  const texts = messages.ui.history;
  const { state, edits, skipped } = outcome;
  return [
    ...(state === "committed" ? [] : [outStyle.warn(texts.state[state])]),
    ...Object.entries(edits).map(([group, count]) => `${group} ${count}`),
    ...(skipped === 0 ? [] : [texts.leftOut(skipped)]),
    texts.backup(backup),
  ];
}
