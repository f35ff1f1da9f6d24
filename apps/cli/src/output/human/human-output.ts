import type { SwitchEvent } from "@zcf/core";
import type { Messages } from "../../messages/messages.ts";
import type { Terminal } from "../../runtime/terminal.ts";
import type { Output } from "../output.ts";
import { announce } from "./announce.ts";
import { errorLines } from "./error.ts";
import { history, historyEnd } from "./history.ts";
import { list } from "./list.ts";
import { createNoticeBoard } from "./notices.ts";
import { preview, previewBegin, previewEnd } from "./preview.ts";
import { recoveryLines } from "./recovered.ts";
import { report } from "./report.ts";
import { createScreen } from "./screen.ts";
import { status } from "./status.ts";

/** Results on stdout; progress, notices and errors on stderr. */
export function humanOutput(terminal: Terminal, messages: Messages): Output {
  const screen = createScreen(terminal, messages);
  const note = createNoticeBoard(screen);
  const onEvent = (event: SwitchEvent): void => {
    if (event.type === "progress") screen.bar.draw(event.done, event.total);
    else if (event.type === "notice") note(event.notice);
    else if (event.type === "recovered")
      for (const line of recoveryLines(screen, event.recovery)) screen.err(line);
  };
  return {
    onEvent,
    announce: (announcement) => {
      for (const { plan } of announcement.operation.stores) plan.notices.forEach(note);
      announce(screen, announcement);
    },
    previewBegin: (announcement) => {
      previewBegin(screen, announcement);
      for (const { plan } of announcement.operation.stores) plan.notices.forEach(note);
    },
    preview: (change) => preview(screen, change),
    previewEnd: (operation) => previewEnd(screen, operation),
    report: (done, operation) => {
      for (const { notices } of done.stores) notices.forEach(note);
      report(screen, done, operation);
    },
    list: (found) => list(screen, found),
    status: (found, unfinished) => status(screen, found, unfinished),
    history: (entry) => history(screen, entry),
    historyEnd: (count) => historyEnd(screen, count),
    recovered: (recoveries) => {
      if (recoveries.length === 0) screen.out(messages.ui.recovery.none);
      for (const line of recoveries.flatMap((one) => recoveryLines(screen, one))) screen.out(line);
    },
    stopping: () => screen.err(messages.ui.stopping),
    error: (error) => {
      for (const line of errorLines(screen, error)) screen.err(line);
    },
  };
}
