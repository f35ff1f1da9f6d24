import type { ProviderEntry, StoreAdapter } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Exported } from "@zcf/import";
import { splitId } from "../provider/split-id.ts";
import type { Session } from "../session.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import { usageError } from "../usage/cli-code.ts";
import { closest } from "../usage/closest.ts";
import type { ExportOptions } from "./export-options.ts";

interface Here {
  readonly adapter: StoreAdapter;
  readonly entry: ProviderEntry;
  readonly named: { readonly home?: string };
}

/** The providers that are meant, with their keys where those are wanted. Throws `cli.unknown-provider` (usage). */
export async function collectProviders(
  session: Session,
  switcher: Switcher,
  options: ExportOptions,
): Promise<readonly Exported[]> {
  const all = await providersHere(session, switcher, options);
  const wanted = options.ids.length === 0 ? all : options.ids.flatMap((id) => namedBy(switcher, all, id));
  return Promise.all([...new Set(wanted)].map((one) => exportedOf(switcher, one, options.withKeys)));
}

async function providersHere(
  session: Session,
  switcher: Switcher,
  { tool, home }: ExportOptions,
): Promise<readonly Here[]> {
  // One home cannot be that of several tools.
  if (home !== undefined) pickTool(switcher.adapters, tool);
  const tools = tool === undefined ? {} : { tools: [pickTool(switcher.adapters, tool).id] };
  const named = pickHome(session.runtime, home);
  const listed = await switcher.providers({ ...tools, ...named });
  return listed.flatMap(({ tool: id, providers }) => {
    const adapter = switcher.adapters.find((one) => one.id === id);
    return adapter === undefined ? [] : providers.map((entry) => ({ adapter, entry, named }));
  });
}

function namedBy({ adapters }: Switcher, all: readonly Here[], written: string): readonly Here[] {
  const { adapter, id } = splitId(adapters, written);
  const found = all.filter((one) => one.entry.id === id && (adapter === null || one.adapter === adapter));
  if (found.length > 0) return found;
  const known = all.map(({ entry }) => entry.id);
  const tools = [...new Set(all.map((one) => one.adapter.name))];
  const tool = adapter === null ? tools : adapter.name;
  throw usageError("cli.unknown-provider", { provider: id, tool, closest: closest(id, known), known });
}

async function exportedOf(switcher: Switcher, here: Here, withKeys: boolean): Promise<Exported> {
  const { adapter, entry, named } = here;
  const { id, fields, keyStore } = entry;
  const store = adapter.manage?.keyStores.find((one) => one.id === keyStore);
  const isSecret = store?.takes !== "name";
  const place = { tool: adapter.id, id, ...named };
  const key = isSecret && withKeys && entry.hasKey ? await switcher.providerKey(place) : null;
  return {
    tool: adapter.id,
    id,
    fields,
    keyStore: store?.id ?? null,
    // A name is where a key is, and no key.
    key: isSecret ? key : (entry.keyName ?? null),
  };
}
