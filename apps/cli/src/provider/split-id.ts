import type { StoreAdapter } from "@zcf/contract";

/** A provider as it was written: `codex/x` names the tool as well. */
export interface WrittenProvider {
  readonly adapter: StoreAdapter | null;
  readonly id: string;
}

/** What stands before the first slash is a tool only where it is one: an id may have slashes of its own. */
export function splitId(adapters: readonly StoreAdapter[], written: string): WrittenProvider {
  const at = written.indexOf("/");
  const name = written.slice(0, Math.max(0, at)).toLowerCase();
  const adapter = adapters.find(({ id, aliases }) => id === name || aliases.includes(name)) ?? null;
  return { adapter, id: adapter === null ? written : written.slice(at + 1) };
}
