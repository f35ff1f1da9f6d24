import type { Probed } from "../output.ts";
import type { Screen } from "./screen.ts";

/** How a provider answered, and what to do about it. */
export function probedLines({ messages, outStyle }: Screen, probed: Probed): readonly string[] {
  const { verdict } = probed;
  const said = messages.ui.provider.test.outcome[verdict.outcome](verdict);
  const steps = stepsOf(messages.ui.provider.test, probed);
  return [
    verdict.outcome === "ok" ? outStyle.good(said) : outStyle.bad(said),
    ...(steps.length === 0 ? [] : [`${outStyle.strong(messages.ui.next)}${steps.join(messages.gap)}`]),
  ];
}

type Texts = Screen["messages"]["ui"]["provider"]["test"];

/** What the address looks like says more than that nothing is there. */
function stepsOf({ next, v1, noKey }: Texts, { entry, verdict }: Probed): readonly string[] {
  const { outcome, hint } = verdict;
  const step = next[outcome](entry.id);
  return [
    ...(outcome === "unauthorized" && !entry.hasKey ? [noKey] : []),
    ...(hint === null ? [] : [v1[hint]]),
    ...(step === "" ? [] : [step]),
  ];
}
