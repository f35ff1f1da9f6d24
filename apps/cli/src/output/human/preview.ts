import type { RowChange, SqlValue } from "@zcf/contract";
import type { Preview, StorePlan } from "@zcf/core";
import { whatOf } from "../../messages/code-text.ts";
import type { Style } from "../../runtime/style.ts";
import type { Undone } from "../../undo/undone.ts";
import { causesOf, countOf } from "../causes.ts";
import { completingCommand } from "../completing-command.ts";
import type { Announcement } from "../output.ts";
import { movingLines } from "./announce.ts";
import { stepLines } from "./cause-lines.ts";
import { changeLines } from "./change-lines.ts";
import { goalTexts } from "./goal-texts.ts";
import type { Screen } from "./screen.ts";

/** `--dry-run` writes to stdout: the diff is the result. */
export function previewBegin(screen: Screen, { operation, undone }: Announcement): void {
  const { plan } = screen.messages.ui;
  screen.out(screen.outStyle.strong(plan.dryRun));
  for (const store of operation.stores) {
    screen.out(goalTexts(screen.messages.ui, store, undone).header);
    for (const line of changeLines(screen.messages.ui.provider, store)) screen.out(`  ${line}`);
  }
}

/** One change: a unified diff, or rows as `before -> after`. What is skipped comes at the end, by cause. */
export function preview(screen: Screen, change: Preview): void {
  if (change.type === "skipped") return;
  screen.out("");
  if (change.type === "file") {
    for (const line of change.diff.trimEnd().split("\n")) screen.raw(paintDiff(screen.outStyle, line));
    return;
  }
  screen.out(screen.outStyle.strong(screen.messages.ui.plan.rows(change.database, change.table)));
  for (const row of change.changes) screen.raw(`  ${rowLine(row)}`);
}

export function previewEnd(screen: Screen, announcement: Announcement): void {
  const { operation, undone } = announcement;
  screen.out("");
  const again = completingCommand(operation);
  for (const store of operation.stores) {
    const { plan, summary } = store;
    for (const line of movingLines(screen, store, announcement)) screen.out(line);
    if (plan.required.length + countOf(summary.units) === 0) screen.out(nothingLine(screen, store, undone));
    for (const line of leftOutLines(screen, store, again)) screen.out(line);
  }
}

function nothingLine({ messages }: Screen, store: StorePlan, undone: Undone | null): string {
  const { goal, summary, adapter } = store;
  const isStuck = goal.kind !== "switch" && summary.skipped.length > 0;
  return isStuck ? messages.ui.report.noneMoved(adapter.name) : goalTexts(messages.ui, store, undone).nothing;
}

function leftOutLines(screen: Screen, { summary }: StorePlan, again: string): readonly string[] {
  const { skipped } = summary;
  if (skipped.length === 0) return [];
  return [
    screen.messages.ui.plan.leftOut(skipped.length),
    ...skipped.map((one) => `  ${one.id}: ${whatOf(screen.messages, one)}`),
    ...stepLines(screen, causesOf(skipped), again),
  ];
}

function paintDiff(style: Style, line: string): string {
  if (line.startsWith("--- ") || line.startsWith("+++ ")) return style.strong(line);
  if (line.startsWith("@@")) return style.place(line);
  if (line.startsWith("-")) return style.removed(line);
  return line.startsWith("+") ? style.added(line) : line;
}

/** `id=…  model_provider: "alpha" -> "beta"` */
function rowLine({ key, before, after }: RowChange): string {
  const found = Object.entries(key).map(([name, value]) => `${name}=${valueText(value)}`);
  const changed = Object.keys(after).map(
    (name) => `${name}: ${quoted(before[name] ?? null)} -> ${quoted(after[name] ?? null)}`,
  );
  return `${found.join(" ")}  ${changed.join(", ")}`;
}

function quoted(value: SqlValue): string {
  return typeof value === "string" ? JSON.stringify(value) : valueText(value);
}

function valueText(value: SqlValue): string {
  if (value === null) return "NULL";
  return value instanceof Uint8Array ? `x'${Buffer.from(value).toString("hex")}'` : String(value);
}
