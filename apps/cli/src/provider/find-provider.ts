import type { ProviderEntry, Store, StoreAdapter } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import { closest } from "../usage/closest.ts";
import type { PickedProvider, Wanted } from "./pick-provider.ts";
import { pickProvider } from "./pick-provider.ts";

/** A provider that is there, and where. */
export interface FoundProvider {
  readonly adapter: StoreAdapter;
  readonly store: Store;
  readonly entry: ProviderEntry;
  readonly home: PickedProvider["home"];
}

/** For a command that only reads: an id that only one of several tools has says which. Throws `cli.unknown-provider`. */
export async function findProvider(
  session: Session,
  switcher: Switcher,
  wanted: Wanted & { readonly id: string },
): Promise<FoundProvider> {
  const choose = (tools: readonly StoreAdapter[], id: string | null): Promise<StoreAdapter | null> =>
    onlyOwner(switcher, tools, id);
  const picked = await pickProvider({ session, switcher, choose }, wanted);
  return requireProvider(switcher, { ...picked, id: picked.id ?? wanted.id });
}

/** Throws `cli.unknown-provider`, with those it may have been meant for. */
export async function requireProvider(
  switcher: Switcher,
  { adapter, home, id }: PickedProvider & { readonly id: string },
): Promise<FoundProvider> {
  const found = await switcher.providers({ tools: [adapter.id], ...home });
  for (const { store, providers } of found) {
    const entry = providers.find((one) => one.id === id);
    if (entry !== undefined) return { adapter, store, entry, home };
  }
  const known = found.flatMap(({ providers }) => providers.map((one) => one.id));
  const params = { provider: id, tool: adapter.name, closest: closest(id, known), known };
  throw usageError("cli.unknown-provider", params);
}

/** The one tool that has a provider of that id; `null` where none has it, or several. */
export async function onlyOwner(
  switcher: Switcher,
  tools: readonly StoreAdapter[],
  id: string | null,
): Promise<StoreAdapter | null> {
  const found = await switcher.providers({});
  const owners = found.filter(({ providers }) => providers.some((one) => one.id === id));
  const names = new Set(owners.map(({ tool }) => tool));
  return names.size === 1 ? (tools.find((one) => names.has(one.id)) ?? null) : null;
}
