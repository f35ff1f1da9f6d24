import type { Store, View } from "@zcf/contract";
import { type AuthFile, readAuth } from "./auth/auth-file.ts";
import { type KeysFile, readKeys } from "./auth/keys-file.ts";
import { type AuthSituation, readRemembered } from "./auth/situation.ts";
import { type Config, readConfig } from "./config/config.ts";
import { readSystemLayers, type SystemLayers } from "./config/system-layers.ts";
import { withKnown } from "./config/with-known.ts";
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
  const { config, note, keysFile } = await readUse(store, view);
  const authFile = await readAuth(store, view);
  const { file, data } = authFile;
  const remembered = await readRemembered(view);
  const auth = { file, data, keys: keysFile.keys, config, remembered, fingerprint: fingerprints(view) };
  return { store, config, system: await readSystemLayers(store, view), authFile, keysFile, auth, note };
}

/** Reads the config, what zcf knows of its providers, and what its shared table stands for. */
export async function readUse(
  store: Store,
  view: View,
): Promise<Pick<Situation, "config" | "note" | "keysFile">> {
  const note = readNote(await view.recall(SHARED_MEMORY));
  const keysFile = await readKeys(store, view);
  const config = withKnown(await readConfig(store, view), keysFile.keys);
  return { config: withShared(config, note), note, keysFile };
}

/** Tells keys apart by 64 bits, which are of no use to find one. */
export function fingerprints(view: View): (key: string) => string {
  return (key) => view.digest(new TextEncoder().encode(key)).slice(0, 16);
}
