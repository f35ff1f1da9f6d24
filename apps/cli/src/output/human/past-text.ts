import type { HistoryEntry } from "@zcf/core";
import { undoneIn } from "../../undo/undone.ts";
import type { HistoryPlace } from "../output.ts";
import { deedText } from "./deed-text.ts";
import { localTime } from "./local-time.ts";
import type { Screen } from "./screen.ts";

type Past = Pick<HistoryEntry, "id" | "time" | "purpose" | "stores">;

/** An operation of the past in two lines: when and what; its id, and what else there is to say of it. */
export function pastLines(
  screen: Screen,
  past: Past,
  place: HistoryPlace,
  facts: readonly string[],
): readonly string[] {
  const { outStyle, messages } = screen;
  return [
    `${localTime(past.time)}  ${outStyle.strong(pastText(screen, past, place))}`,
    `  ${outStyle.faint(past.id)}  ${facts.join(messages.separator)}`,
  ];
}

/** `Codex: alpha -> beta`, with the home where that is not the usual one. */
export function pastText(
  { messages }: Pick<Screen, "messages">,
  { purpose, stores }: Pick<Past, "purpose" | "stores">,
  { adapters, usual }: HistoryPlace,
): string {
  const texts = messages.ui.history;
  const said = stores.map((note) => {
    const name = adapters.find(({ id }) => id === note.adapter)?.name ?? note.adapter;
    const tool = usual.has(note.home) ? name : texts.toolAt(name, note.home);
    const deed = deedText(messages.ui, purpose, note) || (undoneIn(purpose) === null ? "" : texts.deed.undo);
    return deed === "" ? tool : `${tool}${texts.colon}${deed}`;
  });
  return said.join(messages.separator);
}
