import type { Purpose, StoreNote } from "@zcf/core";
import type { UiMessages } from "../../messages/ui-messages.ts";

type Texts = UiMessages["history"];

/** What an operation did to a store: `alpha -> beta`; empty for an undo that left the target as it was. */
export function deedText(texts: Texts, { goal, backup }: Purpose, note: StoreNote): string {
  if (goal === "sync" || goal === "restore") return texts.deed[goal];
  if (note.to !== null) return targetsText(texts, note);
  return backup === true ? texts.deed.backup : "";
}

/** `alpha -> beta`, or the target alone where it stayed. */
export function targetsText({ unknownTarget }: Texts, { from, to }: Pick<StoreNote, "from" | "to">): string {
  return to === null ? (from ?? unknownTarget) : `${from ?? unknownTarget} -> ${to}`;
}
