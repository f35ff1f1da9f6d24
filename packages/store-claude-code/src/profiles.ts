import type { FilePath, View } from "@zcf/contract";
import { isJsonObject, isTomlTable, jsonAt, type TomlDocument, tomlAt } from "@zcf/formats";
import { HELPER_MARK } from "./helper.ts";
import { type KeyFile, readKeyFile } from "./key-file.ts";
import { HAIKU, MODEL, OPUS, SONNET } from "./owned-keys.ts";
import type { Places } from "./places.ts";
import type { CredentialKind, Profile } from "./profile.ts";
import { isJson, jsonOf, type ReadFile, readFile, tomlOf } from "./read-file.ts";

/** Upstream's word for a profile that goes through claude-code-router. */
export const THROUGH_ROUTER = "ccr_proxy";

/** Upstream's profiles, and which of them it calls current. */
export interface Profiles extends ReadFile {
  /** `null` when `config.toml` is missing, or is what `isJson` says. */
  readonly document: TomlDocument | null;
  /** An old upstream renamed its JSON file to `config.toml` as it was; there are no profiles in it. */
  readonly isJson: boolean;
  readonly profiles: readonly Profile[];
  /** Those of the older file, because `config.toml` has none. */
  readonly isLegacy: boolean;
  readonly keys: KeyFile;
  /** `""`: official. `null`: nothing is said. */
  readonly current: string | null;
}

/** Where upstream has its profiles. */
export const TABLE: readonly string[] = ["claudeCode", "profiles"];
/** Where upstream names the current profile. */
export const CURRENT: readonly string[] = ["claudeCode", "currentProfile"];

/** Reads `config.toml`, and the older JSON file only where that has no profiles. Throws `claude-code.file-syntax`. */
export async function readProfiles(view: View, places: Places): Promise<Profiles> {
  const read = await readFile(view, places.profiles);
  const keys = await readKeyFile(view, places);
  const isOld = isJson(read);
  const document = isOld ? null : tomlOf(read);
  const found = document === null ? [] : profilesIn(read.file, tomlAt(document.data, ...TABLE), keys);
  const current = document === null ? undefined : tomlAt(document.data, ...CURRENT);
  const known = {
    ...read,
    document,
    isJson: isOld,
    keys,
    current: typeof current === "string" ? current : null,
  };
  if (found.length > 0) return { ...known, isLegacy: false, profiles: found };
  const legacy = jsonOf(await readFile(view, places.legacyProfiles));
  const profiles = legacy === null ? undefined : jsonAt(legacy.data, "profiles");
  const legacyProfiles = profilesIn(places.legacyProfiles, profiles, keys);
  return { ...known, isLegacy: legacyProfiles.length > 0, profiles: legacyProfiles };
}

/** By the field that upstream writes. */
export const MODEL_FIELDS: Readonly<Record<string, string>> = {
  primaryModel: MODEL,
  defaultHaikuModel: HAIKU,
  defaultSonnetModel: SONNET,
  defaultOpusModel: OPUS,
};

type Fields = Readonly<Record<string, unknown>>;

function profilesIn(file: FilePath, table: unknown, keys: KeyFile): readonly Profile[] {
  if (!isTomlTable(table) && !isJsonObject(table as never)) return [];
  return Object.entries(table as Fields).flatMap(([id, fields]) =>
    isTomlTable(fields) ? [withHelper(profileOf(file, id, fields), keys)] : [],
  );
}

/** Its key is where Claude Code asks us for it. */
function withHelper(profile: Profile, { keys }: KeyFile): Profile {
  if (profile.key !== HELPER_MARK || profile.kind === null) return profile;
  return { ...profile, kind: "helper", key: keys[profile.id] ?? null };
}

function profileOf(file: FilePath, id: string, fields: Fields): Profile {
  const type = text(fields["authType"]) ?? "";
  const models = Object.entries(MODEL_FIELDS).flatMap(([field, key]) => {
    const model = text(fields[field]);
    return model === null ? [] : [[key, model] as const];
  });
  return {
    id,
    name: text(fields["name"]) ?? id,
    kind: kindOf(type),
    type,
    key: text(fields["apiKey"]),
    baseUrl: text(fields["baseUrl"]),
    models: Object.fromEntries(models),
    file,
  };
}

function kindOf(type: string): Exclude<CredentialKind, "helper"> | null {
  return type === "api_key" || type === "auth_token" ? type : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
