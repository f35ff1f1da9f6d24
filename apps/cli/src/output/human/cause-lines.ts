import { nextOf, whatOf } from "../../messages/code-text.ts";
import type { Cause } from "../causes.ts";
import type { Screen } from "./screen.ts";

/** So many causes say what is wrong; the rest is in the record. */
const SHOWN = 3;

/** Why units were left out: the first causes, and what to do about the most frequent one. */
export function causeLines({ messages }: Screen, causes: readonly Cause[]): readonly string[] {
  const [first] = causes;
  if (first === undefined) return [];
  const { plan, report, next } = messages.ui;
  const others = causes.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  const step = nextOf(messages, first.example);
  return [
    ...causes
      .slice(0, SHOWN)
      .map(({ count, example }) => `  ${plan.cause(count, example.code, whatOf(messages, example))}`),
    ...(others === 0 ? [] : [`  ${report.moreCauses(others)}`]),
    ...(step === null ? [] : [`  ${next}${step}`]),
  ];
}
