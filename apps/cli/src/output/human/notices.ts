import type { Notice } from "@zcf/contract";
import { nextOf, whatOf } from "../../messages/code-text.ts";
import type { Style } from "../../runtime/style.ts";
import type { Screen } from "./screen.ts";

/** A notice in one line: how serious, what, and what to do about it. */
export function noticeLine({ messages }: Screen, style: Style, notice: Notice): string {
  const label = messages.ui.severity[notice.severity];
  const next = nextOf(messages, notice);
  const text = [whatOf(messages, notice), ...(next === null ? [] : [next])].join(messages.gap);
  return `${notice.severity === "warning" ? style.warn(label) : style.faint(label)}${text}`;
}

/** Shows each notice once, however often it comes by (plan, plan again, report). */
export function createNoticeBoard(screen: Screen): (notice: Notice) => void {
  const shown = new Set<string>();
  return (notice) => {
    const line = noticeLine(screen, screen.errStyle, notice);
    if (shown.has(line)) return;
    shown.add(line);
    screen.err(line);
  };
}
