import type { Notice } from "@zcf/contract";
import type { Operation, Preview, SwitchEvent } from "@zcf/core";
import type { Channel } from "../../runtime/terminal.ts";
import type { Announcement, Inspected, Output } from "../output.ts";
import { currentProblems } from "../problems.ts";
import { doctorOutput } from "./doctor-lines.ts";
import { encodeLine, type Say } from "./encode.ts";
import { importOutput } from "./import-lines.ts";
import { pastOutput } from "./past-output.ts";
import { goalData, planData } from "./plan-lines.ts";
import { providerOutput } from "./provider-output.ts";
import { sessionData, tallyData } from "./session-lines.ts";

/** One JSON object a line, on stdout: complete, untranslated, the same on every machine. See docs/json-output.md. */
export function ndjsonOutput(channel: Channel): Output {
  const say: Say = (type, data) => channel.write(encodeLine(type, data));
  const note = createNoticeBoard(say);
  const announce = (announcement: Announcement): void => {
    for (const { adapter, summary } of announcement.operation.stores)
      for (const notice of summary.notices) note(adapter.id, notice);
    for (const data of planData(announcement)) say("plan", data);
  };
  return {
    ...pastOutput(say),
    ...doctorOutput(say),
    ...importOutput(say),
    ...providerOutput(say),
    onEvent: (event) => sayEvent(say, note, event),
    announce,
    previewBegin: announce,
    preview: (change) => sayPreview(say, change),
    previewEnd: ({ operation }) => say("result", dryRunResult(operation)),
    report: (report) => say("result", report),
    list: (found) => found.forEach((one) => sayTargets(say, one)),
    status: (found) => {
      for (const { adapter, store, state } of found) {
        const { current, sessions, drift, notices } = state;
        const problems = currentProblems(state);
        say("status", { tool: adapter.id, home: store.home, current, sessions, drift, problems, notices });
      }
    },
    sessionsBegin: () => {},
    session: (place, one) => say("session", sessionData(place, one)),
    sessionsEnd: (place, { tally }) => say("sessions", tallyData(place, tally)),
    readingBegins: () => {},
    reading: () => {},
    stopping: () => say("stopping", {}),
    error: ({ kind, code, params, disk, hints }) => say("error", { kind, code, params, disk, hints }),
  };
}

type Note = (tool: string, notice: Notice) => void;

/** Each notice once, as in the human output. */
function createNoticeBoard(say: Say): Note {
  const said = new Set<string>();
  return (tool, notice) => {
    const key = JSON.stringify([tool, notice]);
    if (said.has(key)) return;
    said.add(key);
    say("notice", { tool, ...notice });
  };
}

function sayEvent(say: Say, note: Note, event: SwitchEvent): void {
  switch (event.type) {
    case "notice":
      return note(event.tool, event.notice);
    case "skipped":
      return say("skipped", { tool: event.tool, ...skippedData(event.skipped) });
    case "recovered":
      return say("recovered", event.recovery);
    case "result":
      return;
    default: {
      const { type, ...data } = event;
      return say(type, data);
    }
  }
}

function sayPreview(say: Say, change: Preview): void {
  if (change.type === "skipped") return say("skipped", { tool: change.tool, ...skippedData(change.skipped) });
  const { type, ...data } = change;
  return say("change", { kind: type, ...data });
}

function skippedData({
  id,
  group,
  code,
  params,
}: {
  readonly id: string;
  readonly group: string;
  readonly code: string;
  readonly params: object;
}): object {
  return { id, group, code, params };
}

function dryRunResult({ stores }: Operation): object {
  const places = stores.map((made) => ({
    tool: made.adapter.id,
    home: made.store.home,
    from: made.from,
    ...goalData(made),
  }));
  return { operation: null, outcome: "dry-run", stores: places };
}

function sayTargets(say: Say, { adapter, store, state }: Inspected): void {
  for (const target of state.targets)
    say("target", { tool: adapter.id, home: store.home, ...target, current: target.id === state.current });
}
