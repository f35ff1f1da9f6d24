import type { Purpose, StoreNote } from "@zcf/core";
import type { UiMessages } from "../../messages/ui-messages.ts";
import { didText } from "./provider-texts.ts";

type Texts = UiMessages["history"];

/** What an operation did to a store: `alpha -> beta`; empty for an undo that left the target as it was. */
export function deedText(
  ui: Pick<UiMessages, "history" | "provider">,
  purpose: Purpose,
  note: StoreNote,
): string {
  const texts = ui.history;
  const { goal, backup } = purpose;
  if (goal === "providers") return didText(ui.provider, purpose.providers ?? []);
  if (goal === "sync" || goal === "restore" || goal === "fix") return texts.deed[goal];
  if (note.to !== null) return targetsText(texts, note);
  return backup === true ? texts.deed.backup : "";
}

/** `alpha -> beta`, or the target alone where it stayed. */
export function targetsText({ unknownTarget }: Texts, { from, to }: Pick<StoreNote, "from" | "to">): string {
  return to === null ? (from ?? unknownTarget) : `${from ?? unknownTarget} -> ${to}`;
}
