import { nextOf, whatOf } from "../../messages/code-text.ts";
import { missingKey, namedProvider } from "../../provider/missing-key.ts";
import type { Probed, StorePlace } from "../output.ts";
import type { Screen } from "./screen.ts";

/** How a provider answered, and what to do about it. */
export function probedLines(screen: Screen, place: StorePlace, probed: Probed): readonly string[] {
  const { messages, outStyle } = screen;
  const { said, steps } = textsOf(screen, place, probed);
  const { test } = messages.ui.provider;
  const { outcome, key } = probed.verdict;
  return [
    outcome === "ok" ? outStyle.good(said) : outStyle.bad(said),
    ...(key === "unproven" ? [test.unproven] : []),
    ...(steps.length === 0 ? [] : [`${outStyle.strong(messages.ui.next)}${steps.join(messages.gap)}`]),
  ];
}

interface Texts {
  readonly said: string;
  readonly steps: readonly string[];
}

function textsOf({ messages }: Screen, { adapter }: StorePlace, probed: Probed): Texts {
  const { entry, verdict } = probed;
  const { outcome } = verdict;
  if (outcome !== "no-key") {
    const { test } = messages.ui.provider;
    const id = namedProvider(adapter, entry.id);
    const step = test.next[outcome](id);
    return {
      said: test.outcome[outcome](verdict),
      steps: [...besides(test, probed, id), step].filter(isSaid),
    };
  }
  const missing = missingKey(adapter, entry);
  return { said: whatOf(messages, missing), steps: [nextOf(messages, missing) ?? ""].filter(isSaid) };
}

/** What the address looks like says more than that nothing is there. */
function besides(
  { v1, noKey, nameModel }: Screen["messages"]["ui"]["provider"]["test"],
  { entry, request, verdict: { outcome, hint } }: Probed,
  id: string,
): readonly string[] {
  const hasNoModel = outcome === "not-found" && request.method === "GET" && request.otherwise === undefined;
  return [
    ...(outcome === "unauthorized" && !entry.hasKey ? [noKey] : []),
    ...(hint === null ? [] : [v1[hint]]),
    ...(hasNoModel ? [nameModel(id)] : []),
  ];
}

function isSaid(text: string): boolean {
  return text !== "";
}
