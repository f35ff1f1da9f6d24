import { join, resolve } from "node:path";
import type { CcsProfile, CcsSettings, Reading, SourceFile } from "@zcf/import";
import { ccsProfiles, importError, readCcs } from "@zcf/import";
import type { Place } from "./source.ts";

/** The settings files that its configuration names. */
export async function ccs(place: Place): Promise<Reading> {
  const folder = folderOf(place);
  const configs = [join(folder, "config.yaml"), join(folder, "config.json")];
  for (const config of configs) {
    const found = await place.files.read(config);
    if (found !== null) return ccsOf(place, found);
  }
  throw importError("import.no-source", { source: "ccs", files: configs });
}

export async function ccsOf(place: Place, config: SourceFile): Promise<Reading> {
  const profiles = ccsProfiles(config);
  return readCcs(await Promise.all(profiles.map((profile) => settingsOf(place, profile))));
}

/** `CCS_DIR`, or `CCS_HOME` with `.ccs` in it; both only for the user's own home. */
function folderOf({ home, variables, session }: Place): string {
  const isOwn = home === session.runtime.environment.home;
  const { CCS_DIR: folder, CCS_HOME: parent } = variables;
  if (isOwn && folder !== undefined && folder !== "") return folder;
  return join(isOwn && parent !== undefined && parent !== "" ? parent : home, ".ccs");
}

async function settingsOf({ files, home }: Place, profile: CcsProfile): Promise<CcsSettings> {
  const path = resolve(home, profile.settings.replace(/^~(?=[/\\]|$)/, home));
  const isOwn = path === join(home, ".claude", "settings.json");
  return { profile, file: isOwn ? null : await files.read(path), isOwn };
}
