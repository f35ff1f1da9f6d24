import type { Store, View } from "@zcf/contract";
import { readSessions, type Sessions } from "./claude-processes.ts";
import { type Override, readManaged } from "./overrides.ts";
import { OWNED_KEYS } from "./owned-keys.ts";
import { type Places, placesOf } from "./places.ts";
import { type Profiles, readProfiles } from "./profiles.ts";
import { readRouter } from "./router.ts";
import { readSettings, type Settings } from "./settings.ts";
import { readState, type StateFile } from "./state-file.ts";
import { allTargets, type SwitchTarget } from "./target.ts";

/** Everything a home's files say, read once. */
export interface Situation {
  readonly store: Store;
  readonly places: Places;
  readonly settings: Settings;
  readonly state: StateFile;
  readonly profiles: Profiles;
  readonly targets: readonly SwitchTarget[];
  readonly managed: readonly Override[];
  readonly sessions: Sessions;
  /** Owned keys that are exported here, or in a running session. */
  readonly exported: ReadonlySet<string>;
}

/** Reads all files. Throws `claude-code.file-syntax` for one of them but the settings, which say themselves that they are broken. */
export async function readSituation(store: Store, view: View): Promise<Situation> {
  const places = placesOf(store, view);
  const profiles = await readProfiles(view, places);
  const sessions = await readSessions(view, store.home);
  return {
    store,
    places,
    settings: await readSettings(view, places.settings),
    state: await readState(view, places),
    profiles,
    targets: allTargets(profiles, await readRouter(view, places)),
    managed: await readManaged(view, places),
    sessions,
    exported: new Set([...exportedHere(store), ...sessions.variables].filter((name) => OWNED.has(name))),
  };
}

/** Owned keys that are exported where zcf runs. */
export function exportedHere({ variables }: Store): readonly string[] {
  return Object.keys(variables).filter((name) => OWNED.has(name));
}

const OWNED: ReadonlySet<string> = new Set(OWNED_KEYS.map(({ key }) => key));
