import type { HistoryEntry } from "@zcf/core";
import type { Screen } from "./screen.ts";

/** One operation in one line: when, what, how it ended. */
export function history(screen: Screen, { id, time, stores, outcome }: HistoryEntry): void {
  const texts = screen.messages.ui.history;
  const switches = stores.map(({ adapter, from, to }) =>
    to === null ? texts.sessionsAlone(adapter) : `${adapter}: ${from ?? texts.unknownTarget} -> ${to}`,
  );
  const when = time.replace("T", " ").replace(/\..*$/, "Z");
  const end = texts.end(texts.state[outcome.state], texts.sessions(outcome.applied, outcome.skipped));
  screen.out(`${when}  ${switches.join(", ")}  ${end}  ${screen.outStyle.faint(id)}`);
}

export function historyEnd(screen: Screen, count: number): void {
  if (count === 0) screen.out(screen.messages.ui.history.none);
}
