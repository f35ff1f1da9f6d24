import type { Phase, SwitchEvent } from "@zcf/core";
import type { Messages } from "../../messages/messages.ts";
import type { Terminal } from "../../runtime/terminal.ts";
import type { DoctorOutput } from "../doctor-output.ts";
import type { ImportOutput } from "../import-output.ts";
import type { Output, PastOutput, ProviderOutput } from "../output.ts";
import { announce } from "./announce.ts";
import { doctorOutput } from "./doctor.ts";
import { errorLines } from "./error.ts";
import { importOutput } from "./import.ts";
import { list } from "./list.ts";
import { createNoticeBoard } from "./notices.ts";
import { pastOutput } from "./past-output.ts";
import { preview, previewBegin, previewEnd } from "./preview.ts";
import { providerOutput } from "./provider-output.ts";
import { recoveryLines } from "./recovered.ts";
import { report } from "./report.ts";
import { createScreen, type Screen } from "./screen.ts";
import { session, sessionsBegin, sessionsEnd } from "./sessions.ts";
import { status } from "./status.ts";

/** Results on stdout; progress, notices and errors on stderr. */
export function humanOutput(terminal: Terminal, messages: Messages): Output {
  const screen = createScreen(terminal, messages);
  const note = createNoticeBoard(screen);
  const onEvent = (event: SwitchEvent): void => {
    if (event.type === "phase") showPhase(screen, event.phase);
    else if (event.type === "progress") screen.bar.draw(event.done, event.total);
    else if (event.type === "notice") note(event.notice);
    else if (event.type === "recovered")
      for (const line of recoveryLines(screen, event.recovery)) screen.err(line);
  };
  return {
    ...outputOfCommands(screen, terminal),
    onEvent,
    announce: (announcement) => {
      for (const { summary } of announcement.operation.stores) summary.notices.forEach(note);
      announce(screen, announcement);
    },
    previewBegin: (announcement) => {
      previewBegin(screen, announcement);
      for (const { summary } of announcement.operation.stores) summary.notices.forEach(note);
    },
    preview: (change) => preview(screen, change),
    previewEnd: (announcement) => previewEnd(screen, announcement),
    report: (done, announcement) => {
      for (const { notices } of done.stores) notices.forEach(note);
      report(screen, done, announcement);
    },
    list: (found) => list(screen, found),
    status: (found) => status(screen, found),
    sessionsBegin: (place) => sessionsBegin(screen, place),
    session: (_, one) => session(screen, one),
    sessionsEnd: (_, summary) => sessionsEnd(screen, summary),
    readingBegins: () => screen.reading.begin(),
    reading: (count) => screen.reading.tick(count),
    stopping: () => screen.err(messages.ui.stopping),
    error: (error) => errorLines(screen, error).forEach((line) => screen.err(line)),
  };
}

/** What single commands say. */
function outputOfCommands(
  screen: Screen,
  { err }: Terminal,
): PastOutput & DoctorOutput & ImportOutput & ProviderOutput {
  return {
    ...pastOutput(screen),
    ...doctorOutput(screen),
    ...importOutput(screen),
    ...providerOutput(screen, err.columns !== null),
  };
}

/** A plan reads every session. What comes after it says by itself how far it is. */
function showPhase({ reading }: Screen, phase: Phase): void {
  if (phase === "plan") reading.begin();
  else reading.clear();
}
