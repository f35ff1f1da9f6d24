import type { ProviderChange, ProviderManagement, ProviderRequest, Store, View } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { type Context, viewStore } from "../context.ts";
import { locate } from "../operation/make-plan.ts";
import type { ListedProviders, ProviderPlace, ProviderProbe, StoreQuery } from "../switcher.ts";

/** Stores of tools whose providers are not ours to change are passed over, unless they are named: throws `not-managed`. */
export async function listProviders(
  context: Context,
  { tools, home }: StoreQuery,
): Promise<readonly ListedProviders[]> {
  const found: ListedProviders[] = [];
  for (const { adapter, store } of await locate(context, tools, home)) {
    if (adapter.manage === undefined && tools !== undefined) throw notManaged(adapter.name);
    if (adapter.manage === undefined) continue;
    const providers = await adapter.manage.list(store, await viewStore(context, store));
    found.push({ tool: adapter.id, store, providers });
  }
  return found;
}

export async function providerKey(context: Context, place: ProviderPlace): Promise<string | null> {
  return keyOf(context, await findStore(context, place), place.id);
}

/** The key is that of this provider, read in the same breath. */
export async function providerProbe(context: Context, place: ProviderPlace): Promise<ProviderProbe | null> {
  const managed = await findStore(context, place);
  const key = await keyOf(context, managed, place.id);
  const ask = async (credential: string | null): Promise<ProviderRequest | null> => {
    const request = await managed.manage.probe(managed.store, managed.view, place.id, credential);
    return request === null ? null : withVariables(context, request);
  };
  const request = await ask(key);
  if (request === null) return null;
  return { request, withoutKey: key === null ? null : await ask(null) };
}

/** With the headers whose values an adapter cannot see. */
function withVariables(
  context: Context,
  { variables = {}, otherwise, ...request }: ProviderRequest,
): ProviderRequest {
  const { environment } = context.options;
  const set = Object.entries(variables).flatMap(([header, name]) => {
    const value = environment.variables[name]?.trim() ?? "";
    return value === "" ? [] : [[header, value] as const];
  });
  const made = { ...request, headers: { ...request.headers, ...Object.fromEntries(set) } };
  return otherwise === undefined ? made : { ...made, otherwise: withVariables(context, otherwise) };
}

export async function checkProvider(
  context: Context,
  place: Omit<ProviderPlace, "id">,
  change: ProviderChange,
): Promise<void> {
  const { manage, store, view } = await findStore(context, place);
  await manage.check?.(store, view, change);
}

/** An adapter sees no variables of the environment that hold keys: where it only knows the name of one, it is looked up here. */
async function keyOf(
  { options }: Context,
  { manage, store, view }: Managed,
  id: string,
): Promise<string | null> {
  const key = await manage.key(store, view, id);
  if (key !== null) return key;
  const name = (await manage.list(store, view)).find((one) => one.id === id)?.keyName;
  const value = name === undefined ? undefined : options.environment.variables[name]?.trim();
  return value === undefined || value === "" ? null : value;
}

interface Managed {
  readonly manage: ProviderManagement;
  readonly store: Store;
  readonly view: View;
}

/** A tool with several homes has its providers in the first one, where none is named. */
async function findStore(context: Context, { tool, home }: Omit<ProviderPlace, "id">): Promise<Managed> {
  const [place] = await locate(context, [tool], home);
  const manage = place?.adapter.manage;
  if (place === undefined || manage === undefined) throw notManaged(context.registry.find(tool).name);
  return { manage, store: place.store, view: await viewStore(context, place.store) };
}

function notManaged(tool: string): SwitchError {
  return new SwitchError({ kind: "usage", code: "not-managed", params: { tool } });
}
