import type { Skipped, Store, Unit, View } from "@zcf/contract";
import type { Config } from "./config/config.ts";
import { planSessions, type SessionsPlan } from "./sessions/index.ts";
import type { Models } from "./sessions/model.ts";
import { leaveSessions } from "./shared/leave-sessions.ts";
import type { SharedNote } from "./shared/note.ts";
import { originsOf } from "./shared/origins.ts";
import type { Route } from "./shared/route.ts";

export interface SwitchSessions {
  readonly config: Config;
  readonly route: Route;
  readonly note: SharedNote | null;
}

/** What becomes of existing sessions: they follow, or stay, or leave the shared id that they were under. */
export function switchSessions(
  store: Store,
  view: View,
  { config, route, note }: SwitchSessions,
): SessionsPlan {
  const about = { models: modelsOf(config), origins: originsOf(config, note) };
  if (route.mode !== "off") return planSessions(store, view, { provider: route.id, threads: null, ...about });
  if (config.shared === null) return NO_SESSIONS;
  return leaveSessions(store, view, { from: config.shared.id, ...about });
}

/** The models that provider tables name. The shared one names none: rows are not looked at again when it is swapped. */
export function modelsOf({ providers }: Config): Models {
  return new Map(providers.flatMap(({ id, model }) => (model === null ? [] : [[id, model] as const])));
}

const NO_SESSIONS: SessionsPlan = {
  units: async function* (): AsyncIterable<Unit | Skipped> {},
};
