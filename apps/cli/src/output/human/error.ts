import type { SwitchError } from "@zcf/contract";
import { nextOf, whatOf } from "../../messages/code-text.ts";
import type { Screen } from "./screen.ts";

/** What happened, the state of the disk, and one next step. */
export function errorLines({ messages, errStyle }: Screen, error: SwitchError): readonly string[] {
  const { ui } = messages;
  if (error.kind === "cancelled") return [`${whatOf(messages, error)}${messages.gap}${ui.disk[error.disk]}`];
  const own = nextOf(messages, error);
  const hints = error.hints.map((hint) => whatOf(messages, hint));
  const steps = hints.length > 0 || own === null ? hints : [own];
  return [
    `${errStyle.bad(ui.error)}${whatOf(messages, error)}`,
    ui.disk[error.disk],
    ...(steps.length === 0 ? [] : [`${errStyle.strong(ui.next)}${steps.join(messages.gap)}`]),
  ];
}
