import type { StoreAdapter } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Session } from "../session.ts";
import { defaultHomes } from "./default-homes.ts";

/** The tools that have a home on this machine, or there; all of them where none has, so that each can say what is missing. */
export async function presentTools(
  { runtime }: Pick<Session, "runtime">,
  { adapters }: Pick<Switcher, "adapters">,
  home?: string,
): Promise<readonly StoreAdapter[]> {
  if (adapters.length === 1) return adapters;
  const present: StoreAdapter[] = [];
  for (const adapter of adapters)
    if ((await defaultHomes(adapter, runtime.environment, home)).length > 0) present.push(adapter);
  return present.length === 0 ? adapters : present;
}
