import { type Context, createContext, viewStore } from "./context.ts";
import { previousTarget, readHistory } from "./history/history.ts";
import { isLocked } from "./lock/home-lock.ts";
import { applyOperation } from "./operation/apply-operation.ts";
import { locate, makeOperation } from "./operation/make-plan.ts";
import { listPending } from "./recovery/pending.ts";
import type { Inspection, ListedSession, StoreQuery, Switcher, SwitcherOptions } from "./switcher.ts";
import { typed, typedEach } from "./typed-errors.ts";

/** Makes a switcher; nothing is read or written before its first method is called. */
export function createSwitcher(options: SwitcherOptions): Switcher {
  let made: Promise<Context> | null = null;
  const context = (): Promise<Context> => (made ??= createContext(options));
  return {
    adapters: options.adapters,
    inspect: (query, detail) => typed(async () => inspectAll(await context(), query, detail)),
    sessions: (query) => typedEach(async () => listSessions(await context(), query)),
    plan: (request) => typed(async () => makeOperation(await context(), request)),
    preview: (operation) =>
      typedEach(async () => {
        const { previewOperation } = await import("./preview/preview-operation.ts");
        return previewOperation(await context(), operation);
      }),
    apply: async (operation, applyOptions) => applyOperation(await context(), operation, applyOptions ?? {}),
    previousTarget: (tool, home) => typed(async () => previousOf(await context(), tool, home)),
    unfinished: () => typed(async () => interrupted(await context())),
    recover: (recoverOptions) =>
      typed(async () => {
        const { recoverPending } = await import("./recovery/recover-all.ts");
        return recoverPending(await context(), recoverOptions ?? {});
      }),
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

/** Those whose homes nobody works on at this moment. */
async function interrupted({ disk, layout }: Context) {
  const pending = await listPending(disk, layout);
  const running = await Promise.all(
    pending.map(({ stores }) => Promise.all(stores.map(({ home }) => isLocked(disk, layout.locks(home))))),
  );
  return pending.filter((_, index) => !(running[index] ?? []).includes(true));
}
