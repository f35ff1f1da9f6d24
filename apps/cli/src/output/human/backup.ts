import type { Backups, EarlierCopy, PrunedOperation } from "@zcf/core";
import { formatBytes } from "../../backup/byte-size.ts";
import type { HistoryPlace } from "../output.ts";
import { localTime } from "./local-time.ts";
import { pastLines } from "./past-text.ts";
import type { Screen } from "./screen.ts";
import { tableLines } from "./table.ts";

/** `zcf backup list` */
export function backups(screen: Screen, { operations, earlier }: Backups, place: HistoryPlace): void {
  const texts = screen.messages.ui.backup;
  for (const entry of operations) {
    const { backup, bytes, restorable } = entry;
    const facts = [backup, formatBytes(bytes), ...(restorable ? [] : [texts.notRestorable])];
    for (const line of pastLines(screen, entry, place, facts)) screen.out(line);
  }
  if (operations.length === 0) screen.out(texts.none);
  else {
    screen.out(texts.total(operations.length, sizeOf(operations)));
    screen.out(screen.outStyle.faint(texts.restoreHint));
  }
  showEarlier(screen, earlier);
}

function showEarlier(screen: Screen, earlier: readonly EarlierCopy[]): void {
  if (earlier.length === 0) return;
  const texts = screen.messages.ui.backup;
  screen.out("");
  screen.out(texts.earlier(earlier.length, sizeOf(earlier)));
  for (const line of earlierLines(screen, earlier)) screen.out(line);
  screen.out(screen.outStyle.faint(texts.earlierHint));
}

/** Each with its size and when it was made, one a line. */
export function earlierLines({ messages }: Screen, earlier: readonly EarlierCopy[]): readonly string[] {
  const { atLeast, problem: problems } = messages.ui.backup;
  const rows = earlier.map(({ path, bytes, whole, time, problem }) => [
    whole ? formatBytes(bytes) : atLeast(formatBytes(bytes)),
    localTime(time),
    problem === null ? path : `${path} (${problems[problem]})`,
  ]);
  return tableLines(rows, [0]).map((line) => `  ${line}`);
}

export function sizeOf(found: readonly Pick<PrunedOperation, "bytes">[]): string {
  return formatBytes(found.reduce((sum, { bytes }) => sum + bytes, 0));
}
