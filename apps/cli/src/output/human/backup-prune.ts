import type { KeptReason, Prune } from "@zcf/core";
import { formatBytes } from "../../backup/byte-size.ts";
import type { HistoryPlace } from "../output.ts";
import { earlierLines, sizeOf } from "./backup.ts";
import { pastText } from "./past-text.ts";
import type { Screen } from "./screen.ts";
import { tableLines } from "./table.ts";

/** What would go, and what stays and why: the result of `--dry-run`, else what somebody is asked about. */
export function prunePlan(
  screen: Screen,
  planned: Prune,
  { asked, ...place }: HistoryPlace & { readonly asked: boolean },
): void {
  const say = (line: string): void => (asked ? screen.err(line) : screen.out(line));
  if (!asked) screen.err(screen.messages.ui.plan.dryRun);
  for (const line of goingLines(screen, planned, place)) say(line);
  if (isEmpty(planned)) say(screen.messages.ui.backup.nothingToPrune);
  for (const line of stayingLines(screen, planned)) screen.err(line);
}

/** `null`: somebody said no. */
export function pruned(screen: Screen, done: Prune | null): void {
  const { backup: texts, report } = screen.messages.ui;
  if (done === null) return screen.err(report.declined(false));
  const { removed, earlier } = done;
  if (removed.length > 0) screen.out(screen.outStyle.good(texts.pruned(removed.length, sizeOf(removed))));
  if (earlier.removed.length > 0)
    screen.out(screen.outStyle.good(texts.prunedEarlier(earlier.removed.length, sizeOf(earlier.removed))));
  if (isEmpty(done)) screen.out(texts.nothingToPrune);
  for (const line of stayingLines(screen, done)) screen.err(line);
}

function isEmpty({ removed, earlier }: Prune): boolean {
  return removed.length + earlier.removed.length === 0;
}

function goingLines(screen: Screen, { removed, earlier }: Prune, place: HistoryPlace): readonly string[] {
  const texts = screen.messages.ui.backup;
  // The id begins with the time, and both would not fit into a line.
  const rows = removed.map((one) => [formatBytes(one.bytes), one.id, pastText(screen, one, place)]);
  return [
    ...(rows.length === 0 ? [] : [texts.willRemove(rows.length, sizeOf(removed))]),
    ...(rows.length === 0 ? [] : tableLines(rows, [0]).map((line) => `  ${line}`)),
    ...(earlier.removed.length === 0
      ? []
      : [texts.willRemoveEarlier(earlier.removed.length, sizeOf(earlier.removed))]),
    ...earlierLines(screen, earlier.removed),
  ];
}

/** By reason, the most frequent first; and each folder of an earlier version that was asked for. */
function stayingLines({ messages, errStyle }: Screen, { kept, earlier }: Prune): readonly string[] {
  const texts = messages.ui.backup;
  const counts = new Map<KeptReason, number>();
  for (const { reason } of kept) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return [
    ...sorted.map(([reason, count]) => errStyle.faint(texts.kept[reason](count))),
    ...earlier.kept.flatMap(({ path, problem }) =>
      problem === null ? [] : [errStyle.warn(texts.leftEarlier(path, texts.problem[problem]))],
    ),
  ];
}
