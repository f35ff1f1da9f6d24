import type { Notice, Skipped, Store, Unit, View } from "@zcf/contract";
import { type Family, listFamilies } from "./families.ts";
import { growthRule } from "./growth.ts";
import { inOrder } from "./in-order.ts";
import { recordedOriginal } from "./original.ts";
import { type Destination, planThread, type ThreadPlanning } from "./plan-thread.ts";
import { loadStaleRows, type StaleRows } from "./stale-rows.ts";

/** How the sessions of a home get to a provider. */
export interface SessionsPlan {
  /** One unit per thread that has to move, sorted by thread id; each call starts again. */
  readonly units: () => AsyncIterable<Unit | Skipped>;
  /** About indexes that cannot follow; known before the first unit. */
  readonly notices: Promise<readonly Notice[]>;
}

/**
 * Plans the move of every session of a home, archived ones included, to one provider.
 *
 * `provider` is an id of `model_providers`, `openai` for the official service. The index is looked up once; session
 * files are read as the units are asked for, one at a time.
 */
export function planSessions(store: Store, view: View, provider: string): SessionsPlan {
  return planAll(store, view, {
    rows: loadStaleRows(store, view, provider),
    destination: async () => provider,
  });
}

/**
 * Plans the way back: every session, or the named threads, to the provider it had before zcf first moved it.
 *
 * A session that zcf never moved, one created since among them, stays where it is.
 */
export function planRestore(store: Store, view: View, threads: readonly string[] | null): SessionsPlan {
  return planAll(store, view, {
    rows: loadStaleRows(store, view, null),
    destination: async (thread, scans) =>
      threads === null || threads.includes(thread) ? recordedOriginal(view, thread, scans) : null,
  });
}

interface Way {
  readonly rows: Promise<StaleRows>;
  readonly destination: Destination;
}

function planAll(store: Store, view: View, { rows: stale, destination }: Way): SessionsPlan {
  const notices = stale.then((rows) => rows.notices);
  // Whoever awaits it sees a failure; nobody has to.
  notices.catch(() => {});
  const grow = growthRule(store, view);
  return {
    async *units() {
      const { rows } = await stale;
      yield* planThreads({ store, view, destination, grow, rowsOf: (thread) => rows.get(thread) ?? [] });
    },
    notices,
  };
}

async function* planThreads(planning: ThreadPlanning): AsyncIterable<Unit | Skipped> {
  const items = await listFamilies(planning.store, planning.view);
  const plan = async (item: Family | Skipped): Promise<Unit | Skipped | null> =>
    item.kind === "family" ? planThread(item, planning) : item;
  for await (const planned of inOrder(items, plan)) if (planned !== null) yield planned;
}
