import type { ProviderChange, StoreAdapter } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import { nextOf, whatOf } from "../../messages/code-text.ts";
import type { Session } from "../../session.ts";
import { openPrompts, type Prompts } from "./prompts.ts";

/** What questions about one provider need. */
export interface Asker {
  readonly session: Session;
  readonly adapter: StoreAdapter;
  /** Throws the usage error that speaks against what is known so far of a change. */
  readonly check: (change: ProviderChange) => Promise<void>;
}

export interface Asking extends Asker {
  readonly prompts: Prompts;
}

export async function openAsking(asker: Asker): Promise<Asking> {
  return { ...asker, prompts: await openPrompts(asker.session) };
}

/** Asks again, with the reason, until an answer can be meant so; `ask` gets the answer that could not. */
export async function askUntil<Answer>(
  { session: { messages }, prompts }: Asking,
  ask: (refused: Answer | null) => Promise<Answer>,
  check: (answer: Answer) => Promise<void>,
): Promise<Answer> {
  for (let refused: Answer | null = null; ; ) {
    const answer: Answer = await ask(refused);
    try {
      await check(answer);
      return answer;
    } catch (error) {
      if (!isSwitchError(error) || error.kind !== "usage") throw error;
      const next = nextOf(messages, error);
      prompts.tell([whatOf(messages, error), ...(next === null ? [] : [next])].join(messages.gap));
      refused = answer;
    }
  }
}
