import type { StoreAdapter } from "@zcf/contract";
import type { BackupEntry, Backups, EarlierCopy, PrunedOperation } from "@zcf/core";
import { formatBytes } from "../../backup/byte-size.ts";
import { deedText } from "./deed-text.ts";
import { localTime } from "./local-time.ts";
import type { Screen } from "./screen.ts";
import { tableLines } from "./table.ts";

/** `zcf backup list` */
export function backups(
  screen: Screen,
  { operations, earlier }: Backups,
  adapters: readonly StoreAdapter[],
): void {
  const texts = screen.messages.ui.backup;
  if (operations.length === 0) screen.out(texts.none);
  else {
    const [head = "", ...lines] = tableLines(
      [headRow(screen), ...operations.map((entry) => rowOf(screen, entry, adapters))],
      [SIZE],
    );
    screen.out(screen.outStyle.faint(head));
    for (const line of lines) screen.out(line);
    screen.out(texts.total(operations.length, sizeOf(operations)));
    screen.out(screen.outStyle.faint(texts.restoreHint));
  }
  showEarlier(screen, earlier);
}

/** The column that holds numbers. */
const SIZE = 4;

function headRow({ messages }: Screen): readonly string[] {
  const { when, operation, what, strategy, size, restorable } = messages.ui.backup.columns;
  return [when, operation, what, strategy, size, restorable];
}

function rowOf(screen: Screen, entry: BackupEntry, adapters: readonly StoreAdapter[]): readonly string[] {
  const texts = screen.messages.ui.backup;
  const { id, backup, bytes, restorable } = entry;
  const isRestorable = texts.restorable[restorable ? "yes" : "no"];
  return [
    localTime(entry.time),
    id,
    whatText(screen, entry, adapters),
    backup,
    formatBytes(bytes),
    isRestorable,
  ];
}

/** `Codex: alpha -> beta` */
function whatText(
  { messages }: Screen,
  { purpose, stores }: BackupEntry,
  adapters: readonly StoreAdapter[],
): string {
  const { history, backup } = messages.ui;
  const texts = stores.map((note) => {
    const name = adapters.find(({ id }) => id === note.adapter)?.name ?? note.adapter;
    const deed = purpose.backup === true ? backup.deed.restore : deedText(messages.ui, purpose, note);
    return `${name}${history.colon}${deed === "" ? backup.deed.undo : deed}`;
  });
  return texts.join(messages.separator);
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
