import type { Remark, Skipped, Store, Unit, View } from "@zcf/contract";
import { sealedReasoning } from "./codes.ts";
import type { Family } from "./families.ts";
import { inOrder } from "./in-order.ts";
import { keepOut } from "./keep-out.ts";
import type { Models } from "./model.ts";
import { once } from "./once.ts";
import { ANY_ORIGIN, type Origins, recordedOriginal } from "./original.ts";
import { planGrowth } from "./plan-growth.ts";
import { planThread } from "./plan-thread.ts";
import type { Planning } from "./planning.ts";
import { listedIn } from "./scan.ts";
import { loadStaleRows, type StaleRows } from "./stale-rows.ts";
import type { Destination } from "./standing.ts";
import { storedOffsets } from "./stored-offsets.ts";
import { type Relative, type Survey, survey } from "./survey.ts";

/** How the sessions of a home get to a provider. */
export interface SessionsPlan {
  /** One unit for each thread that has to move, or group of threads that change together; each call starts again. */
  readonly units: () => AsyncIterable<Unit | Skipped | Remark>;
}

/** Which sessions should move, and where to. */
export interface Relocation {
  /** An id of `model_providers`, `openai` for the official service. */
  readonly provider: string;
  /** By id; `null` for all, archived ones included. */
  readonly threads: readonly string[] | null;
  readonly models?: Models;
  readonly origins?: Origins | undefined;
}

/**
 * Plans the move of sessions of a home to one provider.
 *
 * Every session is looked at once, when notices or units are first asked for; of most only the result is kept.
 */
export function planSessions(
  store: Store,
  view: View,
  { provider, threads, models, origins }: Relocation,
): SessionsPlan {
  return planAll(store, view, {
    rows: once(() => loadStaleRows(store, view, provider)),
    models,
    origins,
    destination: async (thread) => (threads === null || threads.includes(thread) ? provider : null),
  });
}

/** Which sessions should go back where they came from. */
export interface Return extends Pick<Relocation, "threads" | "models" | "origins"> {
  /** Where one goes that was begun under a shared id and is there still; `null`: it stays. */
  readonly stranded?: string | null;
}

/**
 * Plans the way back: every session, or the named threads, to the provider it had before zcf first moved it.
 *
 * A session that zcf never moved, one created since among them, stays where it is.
 */
export function planRestore(
  store: Store,
  view: View,
  { threads, models, origins = ANY_ORIGIN, stranded = null }: Return,
): SessionsPlan {
  return planAll(store, view, {
    models,
    origins,
    rows: once(() => loadStaleRows(store, view, null)),
    destination: async (thread, scans) => {
      if (threads !== null && !threads.includes(thread)) return null;
      const original = await recordedOriginal(view, thread, { scans, origins });
      return original ?? (origins.shared.includes(listedIn(scans) ?? "") ? stranded : null);
    },
  });
}

/** A way for sessions to go. */
export interface Way {
  readonly rows: () => Promise<StaleRows>;
  readonly destination: Destination;
  readonly models: Models | undefined;
  readonly origins: Origins | undefined;
}

export function planAll(
  store: Store,
  view: View,
  { rows: stale, destination, models = new Map(), origins = ANY_ORIGIN }: Way,
): SessionsPlan {
  const shared = { store, view, keepOut: keepOut(store, view), offsets: storedOffsets(store, view) };
  const prepared = once(async () => {
    const { rows, notices } = await stale();
    const course = { destination, models, origins, rowsOf: (thread: string) => rows.get(thread) ?? [] };
    const found = await survey(store, view, course);
    const sealed = found.sealed > 0 ? [sealedReasoning(found.sealed)] : [];
    return { course, found, notices: [...notices, ...sealed] };
  });
  return {
    async *units() {
      const { course, found, notices } = await prepared();
      for (const notice of notices) yield { kind: "remark", notice };
      yield* planItems(found, { ...shared, course, unread: found.unread });
    },
  };
}

async function* planItems({ items, groups }: Survey, planning: Planning): AsyncIterable<Unit | Skipped> {
  const done = new Set<readonly Relative[]>();
  const plan = async (item: Family | Skipped): Promise<readonly (Unit | Skipped)[]> => {
    if (item.kind === "skipped") return [item];
    const group = groups.get(item.thread);
    if (group === undefined) return asList(await planThread(item, planning));
    if (done.has(group)) return [];
    done.add(group);
    return planGrowth(group, planning);
  };
  for await (const planned of inOrder(items, plan)) yield* planned;
}

function asList(item: Unit | Skipped | null): readonly (Unit | Skipped)[] {
  return item === null ? [] : [item];
}
