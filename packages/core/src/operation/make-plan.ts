import type { Goal, Store, StoreAdapter } from "@zcf/contract";
import { type Context, viewAnywhere, viewStore } from "../context.ts";
import { goalOf, type Request } from "../request.ts";
import { identityText } from "../view/identity.ts";
import { hearing } from "./hearing.ts";
import type { Operation, StorePlan } from "./operation.ts";
import { summarise } from "./summarise.ts";

/** An adapter with one of its stores. */
export interface Place {
  readonly adapter: StoreAdapter;
  readonly store: Store;
}

/** The stores of the named tools, or of all, in the order of the registry. */
export async function locate(
  context: Context,
  tools: readonly string[] | undefined,
  home?: string,
): Promise<readonly Place[]> {
  const { registry, options } = context;
  const adapters =
    tools === undefined ? registry.adapters : [...new Set(tools.map((tool) => registry.find(tool)))];
  const places: Place[] = [];
  for (const adapter of adapters) {
    const stores = await adapter.locate(options.environment, viewAnywhere(context), home);
    places.push(...stores.map((store) => ({ adapter, store })));
  }
  return places;
}

export async function makeOperation(
  context: Context,
  request: Request,
  signal?: AbortSignal,
): Promise<Operation> {
  context.report({ type: "phase", phase: "resolve" });
  context.ledgers.clear();
  const epoch = await epochOf(context);
  const places = await locate(context, request.tools, request.home);
  context.report({ type: "phase", phase: "plan" });
  const stores: StorePlan[] = [];
  for (const place of places) stores.push(await planStore(context, place, goalOf(request), signal));
  return { request, stores, epoch };
}

/** Another one whenever an operation of ours has ended, by whatever process. */
export async function epochOf({ disk, layout }: Context): Promise<string> {
  const stat = await disk.stat(layout.done);
  return stat === null ? "" : identityText(stat);
}

async function planStore(
  context: Context,
  place: Place,
  goal: Goal,
  signal?: AbortSignal,
): Promise<StorePlan> {
  const { adapter, store } = place;
  const view = await viewStore(context, store);
  const { current } = await adapter.inspect(store, view, "targets");
  const plan = await adapter.plan(store, view, goal);
  const { summary, units } = await summarise(place, plan, hearing(context.disk, signal));
  return { adapter, store, goal, from: current, plan: { ...plan, units }, summary };
}
