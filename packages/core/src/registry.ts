import type { StoreAdapter } from "@zcf/contract";
import { CONTRACT, SwitchError } from "@zcf/contract";

/** The adapters that are known, in the order they were given. */
export interface Registry {
  readonly adapters: readonly StoreAdapter[];
  /** By id or alias, in any case. Throws `unknown-tool` (usage), naming those that exist. */
  find(name: string): StoreAdapter;
}

/** Throws `wrong-contract` or `duplicate-tool` (adapter) for adapters that cannot work here. */
export function createRegistry(adapters: readonly StoreAdapter[]): Registry {
  const byName = new Map<string, StoreAdapter>();
  for (const adapter of adapters) {
    requireContract(adapter);
    for (const name of [adapter.id, ...adapter.aliases]) addName(byName, name, adapter);
  }
  return {
    adapters,
    find: (name) => {
      const adapter = byName.get(name.toLowerCase());
      if (adapter !== undefined) return adapter;
      const known = adapters.map(({ id }) => id);
      throw new SwitchError({ kind: "usage", code: "unknown-tool", params: { tool: name, known } });
    },
  };
}

function requireContract(adapter: StoreAdapter): void {
  // The type says that it is CONTRACT, but a plugin may be built against another version.
  const stated: number = adapter.contract;
  if (stated === CONTRACT) return;
  const params = { tool: adapter.id, stated, expected: CONTRACT };
  throw new SwitchError({ kind: "adapter", code: "wrong-contract", params });
}

function addName(byName: Map<string, StoreAdapter>, name: string, adapter: StoreAdapter): void {
  const key = name.toLowerCase();
  if (byName.has(key))
    throw new SwitchError({ kind: "adapter", code: "duplicate-tool", params: { tool: name } });
  byName.set(key, adapter);
}
