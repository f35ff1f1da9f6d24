import type { SwitchError } from "@zcf/contract";
import { nextOf, whatOf } from "../../messages/code-text.ts";
import { hintRole } from "../../messages/hint-role.ts";
import type { Messages } from "../../messages/messages.ts";
import type { Screen } from "./screen.ts";

/** What happened, the state of the disk, and one next step. */
export function errorLines({ messages, errStyle }: Screen, error: SwitchError): readonly string[] {
  const { ui } = messages;
  if (error.kind === "cancelled") return [`${whatOf(messages, error)}${messages.gap}${ui.disk[error.disk]}`];
  const steps = stepsOf(messages, error);
  return [
    `${errStyle.bad(ui.error)}${whatOf(messages, error)}`,
    ui.disk[error.disk],
    ...(steps.length === 0 ? [] : [`${errStyle.strong(ui.next)}${steps.join(messages.gap)}`]),
  ];
}

/** The adapter's step, else the catalogue's, else a hint that says less; then what is said beside a step. */
function stepsOf(messages: Messages, error: SwitchError): readonly string[] {
  const texts = (role: ReturnType<typeof hintRole>): readonly string[] =>
    error.hints.filter(({ code }) => hintRole(code) === role).map((hint) => whatOf(messages, hint));
  const own = nextOf(messages, error);
  const candidates = [texts("step"), own === null ? [] : [own], texts("fallback")];
  return [...(candidates.find((steps) => steps.length > 0) ?? []), ...texts("aside")];
}
