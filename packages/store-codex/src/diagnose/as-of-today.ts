import type { Store, View } from "@zcf/contract";
import { type Config, OPENAI, rootString } from "../config/config.ts";
import { effectiveProvider } from "../config/effective-provider.ts";
import { readSituation, type Situation } from "../situation.ts";
import { profileProvider } from "./profile-provider.ts";

/**
 * The situation as the files are, for the question whose key is in use: where something else decides about the provider
 * than `model_provider`, it may be anybody's.
 */
export async function readToday(store: Store, view: View): Promise<Situation> {
  const situation = await readSituation(store, view);
  return { ...situation, auth: { ...situation.auth, config: asUsed(situation) } };
}

/** What the files will be, with the owners of today: what a fix puts in use has not been used with any key yet. */
export function withOwnersOf(today: Situation, next: Situation): Situation {
  return { ...next, auth: { ...next.auth, config: today.auth.config } };
}

function asUsed({ config, system }: Situation): Config {
  const written = rootString(config, "model_provider") ?? OPENAI;
  const used = system.forcedProvider?.value ?? profileProvider(config) ?? effectiveProvider(config, system);
  return used === written ? config : { ...config, current: { kind: "other", id: OPENAI } };
}
