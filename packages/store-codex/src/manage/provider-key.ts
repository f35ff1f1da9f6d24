import type { Store, View } from "@zcf/contract";
import { readSituation } from "../situation.ts";
import { unknownTarget } from "../target.ts";
import { draftOf } from "./draft.ts";
import { keyIn } from "./draft-keys.ts";

/**
 * The key that a provider has now; `null` when there is none, and where only Codex can get at it: from a variable of its
 * environment, or a program that is not ours. Throws `codex.unknown-target` (usage).
 */
export async function providerKey(store: Store, view: View, id: string): Promise<string | null> {
  const draft = draftOf(await readSituation(store, view));
  if (!draft.tables.has(id)) throw unknownTarget(draft.situation.config, id);
  return keyIn(draft, id);
}
