import { type Context, createContext, viewStore } from "./context.ts";
import { previousTarget, readHistory } from "./history/history.ts";
import { applyOperation } from "./operation/apply-operation.ts";
import { locate, makeOperation } from "./operation/make-plan.ts";
import { checkProvider, listProviders, providerKey, providerProbe } from "./providers/providers.ts";
import { interrupted } from "./recovery/interrupted.ts";
import type { Inspection, ListedSession, StoreQuery, Switcher, SwitcherOptions } from "./switcher.ts";
import { typed, typedEach } from "./typed-errors.ts";

/** Makes a switcher; nothing is read or written before its first method is called. */
export function createSwitcher(options: SwitcherOptions): Switcher {
  let made: Promise<Context> | null = null;
  const context = (): Promise<Context> => (made ??= createContext(options));
  return { adapters: options.adapters, ...looking(context), ...working(context), ...keeping(context) };
}

type Opened = () => Promise<Context>;

/** What only looks. */
function looking(
  context: Opened,
): Pick<
  Switcher,
  | "inspect"
  | "sessions"
  | "providers"
  | "providerKey"
  | "providerProbe"
  | "checkProvider"
  | "previousTarget"
  | "diagnose"
> {
  return {
    inspect: (query, detail) => typed(async () => inspectAll(await context(), query, detail)),
    sessions: (query) => typedEach(async () => listSessions(await context(), query)),
    providers: (query) => typed(async () => listProviders(await context(), query)),
    providerKey: (place) => typed(async () => providerKey(await context(), place)),
    providerProbe: (place) => typed(async () => providerProbe(await context(), place)),
    checkProvider: (place, change) => typed(async () => checkProvider(await context(), place, change)),
    previousTarget: (tool, home) => typed(async () => previousOf(await context(), tool, home)),
    diagnose: (query) =>
      typed(async () => {
        const { diagnose } = await import("./doctor/diagnose.ts");
        return diagnose(await context(), query ?? {});
      }),
  };
}

/** What an operation is planned, shown, written and ended with. */
function working(context: Opened): Pick<Switcher, "plan" | "preview" | "apply" | "unfinished" | "recover"> {
  return {
    plan: (request) => typed(async () => makeOperation(await context(), request)),
    preview: (operation) =>
      typedEach(async () => {
        const { previewOperation } = await import("./preview/preview-operation.ts");
        return previewOperation(await context(), operation);
      }),
    apply: async (operation, applyOptions) => applyOperation(await context(), operation, applyOptions ?? {}),
    unfinished: () =>
      typed(async () => {
        const { disk, layout } = await context();
        return interrupted(disk, layout);
      }),
    recover: (recoverOptions) =>
      typed(async () => {
        const { recoverPending } = await import("./recovery/recover-all.ts");
        return recoverPending(await context(), recoverOptions ?? {});
      }),
  };
}

/** What is about our own state. */
function keeping(context: Opened): Pick<Switcher, "backups" | "pruneBackups" | "history" | "closeState"> {
  return {
    backups: (query) =>
      typed(async () => {
        const { listBackups } = await import("./backup/list-backups.ts");
        return listBackups(await context(), query ?? {});
      }),
    pruneBackups: (options) =>
      typed(async () => {
        const { prune } = await import("./retention/prune.ts");
        return prune(await context(), options ?? {});
      }),
    history: () =>
      typedEach(async () => {
        const { disk, layout } = await context();
        return readHistory(disk, layout);
      }),
    closeState: () =>
      typed(async () => {
        const { closeState } = await import("./doctor/state-modes.ts");
        const { disk, layout } = await context();
        return closeState(disk, layout);
      }),
  };
}

async function inspectAll(
  context: Context,
  query: StoreQuery,
  detail: "targets" | "full",
): Promise<readonly Inspection[]> {
  const found: Inspection[] = [];
  for (const { adapter, store } of await locate(context, query.tools, query.home)) {
    const state = await adapter.inspect(store, await viewStore(context, store), detail);
    found.push({ tool: adapter.id, store, state });
  }
  return found;
}

async function* listSessions(context: Context, query: StoreQuery): AsyncGenerator<ListedSession> {
  for (const { adapter, store } of await locate(context, query.tools, query.home)) {
    const sessions = adapter.sessions?.(store, await viewStore(context, store)) ?? [];
    for await (const session of sessions) yield { tool: adapter.id, store, session };
  }
}

async function previousOf(context: Context, tool: string, home?: string): Promise<string | null> {
  const [place] = await locate(context, [tool], home);
  if (place === undefined) return null;
  const resolved = await context.disk.resolve(place.store.home);
  return previousTarget(context.disk, context.layout, place.adapter.id, resolved);
}
