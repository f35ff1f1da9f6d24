import type { Environment, StoreAdapter } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Session } from "../session.ts";

/** The homes that a tool has, where none is named its usual ones, links resolved; none where there is none. */
export async function defaultHomes(
  adapter: StoreAdapter,
  environment: Environment,
  home?: string,
): Promise<readonly string[]> {
  // Most commands never ask; core is loaded when one does.
  const { createView, memoryMemo, nodeDisk } = await import("@zcf/core");
  const disk = await nodeDisk();
  const view = createView({ disk, roots: null, memo: memoryMemo(disk), recall: async () => null });
  const stores = await adapter.locate(environment, view, home).catch(noneAtAll);
  return Promise.all(stores.map((store) => disk.resolve(store.home)));
}

/** Where the tools are that need no `--home`, links resolved. */
export async function usualHomes(
  { runtime }: Pick<Session, "runtime">,
  { adapters }: Pick<Switcher, "adapters">,
): Promise<ReadonlySet<string>> {
  const homes = await Promise.all(adapters.map((adapter) => defaultHomes(adapter, runtime.environment)));
  return new Set(homes.flat());
}

function noneAtAll(error: unknown): readonly [] {
  if (isSwitchError(error) && error.kind === "environment") return [];
  throw error;
}
