import type { Store, View } from "@zcf/contract";
import { type AuthFile, readAuth } from "./auth/auth-file.ts";
import { type KeysFile, readKeys } from "./auth/keys-file.ts";
import { type AuthSituation, readRemembered } from "./auth/situation.ts";
import { type Config, readConfig } from "./config/config.ts";
import { readSystemLayers, type SystemLayers } from "./config/system-layers.ts";
import { withShared } from "./shared/find-shared.ts";
import { readNote, SHARED_MEMORY, type SharedNote } from "./shared/note.ts";

/** Everything a home's files say, read once. */
export interface Situation {
  readonly store: Store;
  readonly config: Config;
  readonly system: SystemLayers;
  readonly authFile: AuthFile;
  readonly keysFile: KeysFile;
  readonly auth: AuthSituation;
  /** What the ledger remembers of the shared table. */
  readonly note: SharedNote | null;
}

/** Reads config, credentials and the system-wide files. */
export async function readSituation(store: Store, view: View): Promise<Situation> {
  const { config, note } = await readUse(store, view);
  const authFile = await readAuth(store, view);
  const keysFile = await readKeys(store, view);
  const { file, data } = authFile;
  const remembered = await readRemembered(view);
  const auth = { file, data, keys: keysFile.keys, config, remembered, fingerprint: fingerprints(view) };
  return { store, config, system: await readSystemLayers(store, view), authFile, keysFile, auth, note };
}

/** Reads the config, and what its shared table stands for. */
export async function readUse(store: Store, view: View): Promise<Pick<Situation, "config" | "note">> {
  const note = readNote(await view.recall(SHARED_MEMORY));
  return { config: withShared(await readConfig(store, view), note), note };
}

/** Tells keys apart by 64 bits, which are of no use to find one. */
export function fingerprints(view: View): (key: string) => string {
  return (key) => view.digest(new TextEncoder().encode(key)).slice(0, 16);
}
