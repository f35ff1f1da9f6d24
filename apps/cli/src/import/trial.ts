import { isSwitchError, type SwitchError } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Candidate } from "./candidate.ts";
import { changeOf } from "./change-of.ts";

/** Why its tool would not take a provider; what it says of one must not keep the others back. */
export async function trialProblem(switcher: Switcher, candidate: Candidate): Promise<SwitchError | null> {
  const { destination, draft, existing, differs } = candidate;
  if (existing !== null && differs.length === 0) return null;
  const action = existing === null ? "add" : "replace";
  const change = changeOf({ candidate, action, id: draft.id });
  if (change === null) return null;
  try {
    await switcher.plan({ tools: [destination.adapter.id], providers: [change], ...destination.named });
    return null;
  } catch (error) {
    if (isSwitchError(error) && error.kind === "usage") return error;
    throw error;
  }
}
