import type { Notice, SessionCount } from "@zcf/contract";
import type { Inspected } from "../output.ts";
import { currentProblems } from "../problems.ts";
import { noticeLine } from "./notices.ts";
import type { Screen } from "./screen.ts";

/** What is in use, and whether it all agrees. */
export function status(screen: Screen, found: readonly Inspected[]): void {
  for (const one of found) for (const line of storeLines(screen, one)) screen.out(line);
}

function storeLines(screen: Screen, { adapter, store, state }: Inspected): readonly string[] {
  const texts = screen.messages.ui.status;
  const head =
    state.current === null ? texts.unknown(adapter.name) : texts.current(adapter.name, state.current);
  const problems = currentProblems(state);
  return [
    `${screen.outStyle.strong(head)}  ${store.home}`,
    ...(adapter.sessions === undefined ? [] : sessionLines(screen, state.sessions ?? [])),
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
