import type { RowChange, SqlValue } from "@zcf/contract";
import type { Operation, Preview } from "@zcf/core";
import { whatOf } from "../../messages/code-text.ts";
import type { Style } from "../../runtime/style.ts";
import { countOf } from "../causes.ts";
import type { Announcement } from "../output.ts";
import { movingLines } from "./announce.ts";
import { goalTexts } from "./goal-texts.ts";
import type { Screen } from "./screen.ts";

/** `--dry-run` writes to stdout: the diff is the result. */
export function previewBegin(screen: Screen, { operation }: Announcement): void {
  const { plan } = screen.messages.ui;
  screen.out(screen.outStyle.strong(plan.dryRun));
  for (const store of operation.stores) screen.out(goalTexts(screen.messages.ui, store).header);
}

/** One change: a unified diff, or rows as `before -> after`. What is skipped comes at the end, by cause. */
export function preview(screen: Screen, change: Preview): void {
  if (change.type === "skipped") return;
  screen.out("");
  if (change.type === "file") {
    for (const line of change.diff.trimEnd().split("\n")) screen.out(paintDiff(screen.outStyle, line));
    return;
  }
  screen.out(screen.outStyle.strong(screen.messages.ui.plan.rows(change.database, change.table)));
  for (const row of change.changes) screen.out(`  ${rowLine(row)}`);
}

export function previewEnd(screen: Screen, operation: Operation): void {
  screen.out("");
  for (const store of operation.stores) {
    const { plan, summary } = store;
    for (const line of movingLines(screen, store)) screen.out(line);
    if (summary.skipped.length > 0) screen.out(screen.messages.ui.plan.leftOut(summary.skipped.length));
    for (const skipped of summary.skipped) screen.out(`  ${skipped.id}: ${whatOf(screen.messages, skipped)}`);
    if (plan.required.length + countOf(summary.units) === 0)
      screen.out(goalTexts(screen.messages.ui, store).nothing);
  }
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
