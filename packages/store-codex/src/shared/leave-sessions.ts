import type { Store, View } from "@zcf/contract";
import { slotText } from "@zcf/formats";
import type { Models } from "../sessions/model.ts";
import { once } from "../sessions/once.ts";
import { type Origins, recordedOriginal } from "../sessions/original.ts";
import { planAll, type SessionsPlan } from "../sessions/plan-sessions.ts";
import { listedIn, type SessionScan } from "../sessions/scan.ts";
import { loadStaleRows } from "../sessions/stale-rows.ts";

export interface Leaving {
  /** The shared id. */
  readonly from: string;
  readonly origins: Origins;
  readonly models: Models;
}

/**
 * Gives every session of the shared id back to the provider it had before zcf first moved it, and what was begun under it
 * to the heir; without one that stays. Where only a row or an event still says the shared id, it follows the session.
 */
export function leaveSessions(store: Store, view: View, { from, origins, models }: Leaving): SessionsPlan {
  const rows = once(() => loadStaleRows(store, view, null));
  return planAll(store, view, {
    rows,
    models,
    origins,
    destination: async (thread, scans) => {
      const named = [
        ...((await rows()).rows.get(thread)?.map(({ provider }) => provider) ?? []),
        ...slotsOf(scans),
      ];
      if (!named.includes(from)) return null;
      const listed = listedIn(scans);
      if (listed !== null && listed !== from) return listed;
      return (await recordedOriginal(view, thread, { scans, origins })) ?? origins.heir;
    },
  });
}

function slotsOf(scans: readonly SessionScan[]): readonly (string | null)[] {
  return scans.flatMap(({ slots }) => slots.map(slotText));
}
