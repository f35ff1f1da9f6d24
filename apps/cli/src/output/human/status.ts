import type { Notice, SessionCount } from "@zcf/contract";
import type { Pending } from "@zcf/core";
import type { Inspected } from "../output.ts";
import { currentProblems } from "../problems.ts";
import { noticeLine } from "./notices.ts";
import type { Screen } from "./screen.ts";

/** What is in use, whether it all agrees, and what is unfinished. */
export function status(screen: Screen, found: readonly Inspected[], unfinished: readonly Pending[]): void {
  for (const one of found) for (const line of storeLines(screen, one)) screen.out(line);
  for (const line of unfinishedLines(screen, unfinished)) screen.out(line);
}

function storeLines(screen: Screen, { adapter, store, state }: Inspected): readonly string[] {
  const texts = screen.messages.ui.status;
  const head =
    state.current === null ? texts.unknown(adapter.name) : texts.current(adapter.name, state.current);
  const problems = currentProblems(state);
  return [
    `${screen.outStyle.strong(head)}  ${store.home}`,
    ...sessionLines(screen, state.sessions ?? []),
    ...(state.drift.length === 0 && problems.length === 0 ? [screen.outStyle.good(texts.aligned)] : []),
    ...block(screen, texts.drift, state.drift),
    ...block(screen, texts.problems, problems),
    ...state.notices.map((notice) => noticeLine(screen, screen.outStyle, notice)),
  ];
}

function block(screen: Screen, title: string, notices: readonly Notice[]): readonly string[] {
  if (notices.length === 0) return [];
  const lines = notices.map((notice) => `  ${noticeLine(screen, screen.outStyle, notice)}`);
  return [screen.outStyle.warn(title), ...lines];
}

function sessionLines({ messages }: Screen, sessions: readonly SessionCount[]): readonly string[] {
  const texts = messages.ui.status;
  if (sessions.length === 0) return [`  ${texts.noSessions}`];
  return sessions.map(
    ({ provider, sessions: count }) =>
      `  ${texts.sessions(count, provider === "" ? texts.noProvider : provider)}`,
  );
}

function unfinishedLines(screen: Screen, unfinished: readonly Pending[]): readonly string[] {
  const texts = screen.messages.ui.status;
  if (unfinished.length === 0) return [];
  const operations = unfinished.map(({ id, stores }) => {
    const places = stores.map(({ adapter, from, to }) =>
      to === null ? screen.messages.ui.history.sessionsAlone(adapter) : `${adapter}: ${from ?? "?"} -> ${to}`,
    );
    return `  ${texts.operation(id, places.join(", "))}`;
  });
  return [
    screen.outStyle.bad(texts.unfinished(unfinished.length)),
    ...operations,
    `${screen.messages.ui.next}${texts.recoverNext}`,
  ];
}
