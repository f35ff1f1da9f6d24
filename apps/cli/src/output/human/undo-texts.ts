import type { StoreAdapter } from "@zcf/contract";
import type { StorePlan } from "@zcf/core";
import type { UiMessages } from "../../messages/ui-messages.ts";
import type { Undone } from "../../undo/undone.ts";
import { deedText } from "./deed-text.ts";
import type { GoalTexts } from "./goal-texts.ts";
import { localTime } from "./local-time.ts";

/** What an undo, or the undo of one, is called at each step. */
export function undoTexts(ui: UiMessages, { adapter }: StorePlan, undone: Undone): GoalTexts {
  const { way, entry } = undone;
  const texts = ui.undo[way];
  const when = localTime(entry.time);
  const what = whatText(ui, adapter, undone);
  return {
    header: texts.header(when, what),
    moving: ui.undo.moving,
    done: () => texts.done(when, what),
    nothing: texts.nothing(when, what),
  };
}

function whatText(ui: UiMessages, { id, name }: StoreAdapter, { entry, only }: Undone): string {
  const deeds = entry.stores
    .filter(({ adapter }) => adapter === id)
    .map((note) => deedText(ui, entry.purpose, note));
  const what = [name, ...new Set(deeds)].filter((part) => part !== "").join(ui.history.colon);
  return only === null ? what : ui.undo.only(what, only.join(", "));
}
