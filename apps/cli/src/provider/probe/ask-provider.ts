import type { ProviderEntry, ProviderRequest } from "@zcf/contract";
import type { ProviderProbe } from "@zcf/core";
import type { Answer } from "./ask-server.ts";
import { judgeAnswer, type Verdict, withoutAnswer } from "./judge-answer.ts";

/** What was asked last with the provider's key, and what came of it. */
export interface Tested {
  readonly request: ProviderRequest;
  readonly verdict: Verdict;
}

type Ask = (request: ProviderRequest) => Promise<Answer>;

/**
 * Asks for the list of models, then, where there is none, for a short answer. What succeeds is asked once more without the
 * key, of the same server: only one that refuses then has looked at it.
 */
export async function askProvider(probe: ProviderProbe, entry: ProviderEntry, ask: Ask): Promise<Tested> {
  const { request, withoutKey } = probe;
  if (entry.keyStore !== null && withoutKey === null)
    return { request, verdict: withoutAnswer(request, entry) };
  const listed = await judged(request, entry, ask);
  const { otherwise } = request;
  if (!hasNoList(listed.verdict) || otherwise === undefined)
    return proved(listed, withoutKey, { entry, ask });
  const answered = await judged(otherwise, entry, ask);
  return proved(answered, withoutKey?.otherwise ?? null, { entry, ask });
}

async function judged(request: ProviderRequest, entry: ProviderEntry, ask: Ask): Promise<Tested> {
  return { request, verdict: judgeAnswer(request, await ask(request), entry) };
}

function hasNoList({ status }: Verdict): boolean {
  return status === 404 || status === 405;
}

interface Asking {
  readonly entry: ProviderEntry;
  readonly ask: Ask;
}

async function proved(
  tested: Tested,
  withoutKey: ProviderRequest | null,
  { entry, ask }: Asking,
): Promise<Tested> {
  const { request, verdict } = tested;
  if (verdict.outcome !== "ok" || withoutKey === null) return tested;
  // JSON that is no list may be a page of welcome.
  const tells = verdict.models !== null || request.body !== null;
  const isProved = tells && refuses((await judged(withoutKey, entry, ask)).verdict);
  return { request, verdict: { ...verdict, key: isProved ? "accepted" : "unproven" } };
}

/** A refusal, not an outage. */
function refuses({ outcome, status }: Verdict): boolean {
  return (
    outcome === "unauthorized" || outcome === "forbidden" || outcome === "error-answer" || status === 400
  );
}
