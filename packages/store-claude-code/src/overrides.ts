import { type FilePath, isSwitchError, type View } from "@zcf/contract";
import { OWNED_KEYS } from "./owned-keys.ts";
import type { Places } from "./places.ts";
import { readSettings, textOf } from "./settings.ts";

/** A settings file above the user's, and the owned keys it sets. */
export interface Override {
  readonly file: FilePath;
  /** By key, as text; empty ones too, because they mask as well. */
  readonly env: Readonly<Record<string, string>>;
  /** It cannot be read, so what it sets is unknown. */
  readonly isUnreadable: boolean;
}

/** The machine's own settings, the strongest first. Those of a project depend on where Claude Code is started. */
export async function readManaged(view: View, { managed }: Places): Promise<readonly Override[]> {
  if (managed === null) return [];
  const directory = view.path(managed, "managed-settings.d");
  const main = await readOverride(view, view.path(managed, "managed-settings.json"));
  try {
    const files: FilePath[] = [];
    for await (const file of view.list(directory, ".json", 1)) files.push(file);
    return [...(await Promise.all(files.toReversed().map((file) => readOverride(view, file)))), main];
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return [{ file: directory, env: {}, isUnreadable: true }, main];
  }
}

/** What one file sets. */
export async function readOverride(view: View, file: FilePath): Promise<Override> {
  try {
    const { env, broken } = await readSettings(view, file);
    const keys = OWNED_KEYS.map(({ key }) => key).filter((key) => Object.hasOwn(env, key));
    const set = Object.fromEntries(keys.map((key) => [key, textOf(env[key])]));
    return { file, env: set, isUnreadable: broken !== null };
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    // One that is not ours to read is not ours to mend either; it is named in a notice.
    return { file, env: {}, isUnreadable: true };
  }
}
