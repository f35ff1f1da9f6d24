import {
  type FileEdit,
  type Goal,
  isSwitchError,
  type Plan,
  type Store,
  type StoreAdapter,
  type View,
} from "@zcf/contract";
import { type Context, viewAnywhere, viewStore } from "../context.ts";
import type { Purpose } from "../journal/record.ts";
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

/** The stores of the named tools, or of all that are on this machine, in the order of the registry. */
export async function locate(
  context: Context,
  tools: readonly string[] | undefined,
  home?: string,
): Promise<readonly Place[]> {
  const { registry, options } = context;
  const adapters =
    tools === undefined ? registry.adapters : [...new Set(tools.map((tool) => registry.find(tool)))];
  const places: Place[] = [];
  const missing: unknown[] = [];
  for (const adapter of adapters) {
    try {
      const stores = await adapter.locate(options.environment, viewAnywhere(context), home);
      places.push(...stores.map((store) => ({ adapter, store })));
    } catch (error) {
      if (tools !== undefined || !isHomeMissing(error)) throw error;
      missing.push(error);
    }
  }
  if (places.length === 0 && missing.length > 0) throw missing[0];
  return places;
}

function isHomeMissing(error: unknown): boolean {
  return isSwitchError(error) && error.code === "home-missing";
}

export async function makeOperation(
  context: Context,
  request: Request,
  signal?: AbortSignal,
): Promise<Operation> {
  context.report({ type: "phase", phase: "resolve" });
  context.ledgers.clear();
  const epoch = await epochOf(context);
  const resolved = await resolveRequest(context, request);
  context.report({ type: "phase", phase: "plan" });
  const stores: StorePlan[] = [];
  for (const intent of resolved.intents) stores.push(await planStore(context, intent, signal));
  return { request: resolved.request, purpose: resolved.purpose, stores, epoch };
}

/** Another one whenever an operation of ours has ended, by whatever process. */
export async function epochOf({ disk, layout }: Context): Promise<string> {
  const stat = await disk.stat(layout.done);
  return stat === null ? "" : identityText(stat);
}

/** What is asked for, and of which stores. Loaded when it is needed: most operations are switches. */
async function resolveRequest(context: Context, request: Request): Promise<Resolved> {
  if ("undo" in request) {
    const { resolveUndo } = await import("../undo/resolve-undo.ts");
    return resolveUndo(context, request);
  }
  if ("fromBackup" in request) {
    const { resolveBackup } = await import("../backup/resolve-backup.ts");
    return resolveBackup(context, request);
  }
  const goal = goalOf(request);
  const places = await locate(context, request.tools, request.home);
  const to = goal.kind === "switch" ? goal.target : null;
  return {
    request,
    purpose: purposeOf(goal),
    intents: places.map((place) => ({ place, to, goal: async () => goal, complete: async (plan) => plan })),
  };
}

/** What the journal says of it: of providers only which, because what they are made of may be secret. */
function purposeOf(goal: Goal): Purpose {
  if (goal.kind !== "providers") return { goal: goal.kind };
  const providers = goal.changes.map(({ change, id, copyId }) =>
    copyId === undefined ? { change, id } : { change, id, copyId },
  );
  return { goal: goal.kind, providers };
}

/** What is wanted of one store. */
export interface Intent {
  readonly place: Place;
  /** As of the {@link StorePlan}. */
  readonly to: string | null;
  /** Asked anew for each plan: what an undo has to do depends on how files stand. */
  readonly goal: (view: View) => Promise<Goal>;
  /** Adds to the adapter's plan what core itself does towards that goal. */
  readonly complete: (plan: Plan, goal: Goal, view: View) => Promise<Plan>;
}

export interface Resolved {
  /** It says the same when it is resolved again, whatever ended since. */
  readonly request: Request;
  readonly purpose: Purpose;
  readonly intents: readonly Intent[];
}

async function planStore(context: Context, intent: Intent, signal?: AbortSignal): Promise<StorePlan> {
  const { place, to } = intent;
  const { adapter, store } = place;
  const view = await viewStore(context, store);
  const goal = await intent.goal(view);
  const current = await currentTarget(place, view, goal);
  const plan = await planGoal(intent, view, goal);
  const { summary, units } = await summarise(place, plan, hearing(context.disk, signal));
  const left = async (): Promise<readonly FileEdit[]> => {
    const now = await viewStore(context, store);
    return (await planGoal(intent, now, await intent.goal(now))).required;
  };
  const reached = goal.kind === "revert" && to === current ? null : to;
  return { adapter, store, goal, from: current, to: reached, plan: { ...plan, units }, summary, left };
}

/** `null` also where a fix is wanted, and what is to be fixed keeps everybody from telling. */
async function currentTarget({ adapter, store }: Place, view: View, goal: Goal): Promise<string | null> {
  try {
    return (await adapter.inspect(store, view, "targets")).current;
  } catch (error) {
    if (goal.kind === "fix" && isSwitchError(error) && error.kind === "environment") return null;
    throw error;
  }
}

async function planGoal({ place, complete }: Intent, view: View, goal: Goal): Promise<Plan> {
  return complete(await place.adapter.plan(place.store, view, goal), goal, view);
}
