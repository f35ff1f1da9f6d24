import type { FilePath, View } from "@zcf/contract";
import { isJsonObject, isTomlTable, jsonAt, type TomlDocument, tomlAt } from "@zcf/formats";
import { HAIKU, MODEL, OPUS, SONNET } from "./owned-keys.ts";
import type { Places } from "./places.ts";
import type { CredentialKind, Profile } from "./profile.ts";
import { jsonOf, type ReadFile, readFile, tomlOf } from "./read-file.ts";

/** Upstream's word for a profile that goes through claude-code-router. */
export const THROUGH_ROUTER = "ccr_proxy";

/** Upstream's profiles, and which of them it calls current. */
export interface Profiles extends ReadFile {
  /** `null` when `config.toml` is missing. */
  readonly document: TomlDocument | null;
  readonly profiles: readonly Profile[];
  /** `""`: official. `null`: nothing is said. */
  readonly current: string | null;
}

const TABLE = ["claudeCode", "profiles"];
/** Where upstream names the current profile. */
export const CURRENT: readonly string[] = ["claudeCode", "currentProfile"];

/** Reads `config.toml`, and the older JSON file only where that has no profiles. Throws `claude-code.file-syntax`. */
export async function readProfiles(view: View, places: Places): Promise<Profiles> {
  const read = await readFile(view, places.profiles);
  const document = tomlOf(read);
  const found = document === null ? [] : profilesIn(read.file, tomlAt(document.data, ...TABLE));
  const current = document === null ? undefined : tomlAt(document.data, ...CURRENT);
  const known = { ...read, document, current: typeof current === "string" ? current : null };
  if (found.length > 0) return { ...known, profiles: found };
  const legacy = jsonOf(await readFile(view, places.legacyProfiles));
  const profiles = legacy === null ? undefined : jsonAt(legacy.data, "profiles");
  return { ...known, profiles: profilesIn(places.legacyProfiles, profiles) };
}

/** By the field that upstream writes. */
const MODEL_FIELDS: Readonly<Record<string, string>> = {
  primaryModel: MODEL,
  defaultHaikuModel: HAIKU,
  defaultSonnetModel: SONNET,
  defaultOpusModel: OPUS,
};

type Fields = Readonly<Record<string, unknown>>;

function profilesIn(file: FilePath, table: unknown): readonly Profile[] {
  if (!isTomlTable(table) && !isJsonObject(table as never)) return [];
  return Object.entries(table as Fields).flatMap(([id, fields]) =>
    isTomlTable(fields) ? [profileOf(file, id, fields)] : [],
  );
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

function kindOf(type: string): CredentialKind | null {
  return type === "api_key" || type === "auth_token" ? type : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
