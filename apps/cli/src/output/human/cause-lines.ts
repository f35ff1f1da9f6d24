import { nextOf, whatOf } from "../../messages/code-text.ts";
import type { Cause } from "../causes.ts";
import type { Screen } from "./screen.ts";

/** So many causes say what is wrong; the rest is in the record. */
const SHOWN = 3;

/** Why things are left out: the first causes, and what to do about every one. `again` then completes it. */
export function causeLines(screen: Screen, causes: readonly Cause[], again: string): readonly string[] {
  const { messages } = screen;
  const { plan, report } = messages.ui;
  const others = causes.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  return [
    ...causes
      .slice(0, SHOWN)
      .map(({ count, example }) => `  ${plan.cause(count, example.code, whatOf(messages, example))}`),
    ...(others === 0 ? [] : [`  ${report.moreCauses(others)}`]),
    ...stepLines(screen, causes, again).map((line) => `  ${line}`),
  ];
}

/** The next step for each cause, once where several have the same. */
export function stepLines({ messages }: Screen, causes: readonly Cause[], again: string): readonly string[] {
  const steps = causes.map(({ example }) => nextOf(messages, example, again)).filter((step) => step !== null);
  return [...new Set(steps)].map((step) => `${messages.ui.next}${step}`);
}
