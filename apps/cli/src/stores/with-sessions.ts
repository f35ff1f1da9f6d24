import type { StoreAdapter } from "@zcf/contract";

/** The tools whose sessions belong to a provider. */
export function withSessions(adapters: readonly StoreAdapter[]): readonly StoreAdapter[] {
  return adapters.filter((adapter) => adapter.sessions !== undefined);
}
