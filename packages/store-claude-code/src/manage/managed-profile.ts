import { HELPER_MARK } from "../helper.ts";
import type { Profile } from "../profile.ts";
import { MODEL_FIELDS } from "../profiles.ts";

/** A profile as it is written. */
export interface ManagedProfile {
  readonly id: string;
  /** By upstream's name of the field; what is not set is not there. */
  readonly values: Readonly<Record<string, string>>;
  /** The key that our own file holds; `null` when it holds none. */
  readonly helperKey: string | null;
}

/** A profile that was read. */
export function managedOf(profile: Profile): ManagedProfile {
  const { id, name, type, key, kind, baseUrl, models } = profile;
  const texts = Object.entries(MODEL_FIELDS).map(([field, variable]) => [field, models[variable]] as const);
  const values = {
    name,
    authType: type,
    apiKey: kind === "helper" ? HELPER_MARK : key,
    baseUrl,
    ...Object.fromEntries(texts),
  };
  return { id, values: withoutBlank(values), helperKey: kind === "helper" ? key : null };
}

/** The key store that its key is in; `null` where there is no key, and none is expected. */
export function keyStoreOf({ values }: ManagedProfile): string | null {
  if (values["apiKey"] === HELPER_MARK) return "helper";
  return { api_key: "api-key", auth_token: "auth-token" }[values["authType"] ?? ""] ?? null;
}

/** Its key, wherever that is. */
export function keyOf(profile: ManagedProfile): string | null {
  return keyStoreOf(profile) === "helper" ? profile.helperKey : (profile.values["apiKey"] ?? null);
}

/** With its key in a key store; `null` for no key yet. */
export function withKey(profile: ManagedProfile, keyStore: string, key: string | null): ManagedProfile {
  const isHelper = keyStore === "helper";
  const authType = keyStore === "api-key" ? "api_key" : "auth_token";
  const values = { ...profile.values, authType, apiKey: isHelper ? HELPER_MARK : key };
  return { ...profile, values: withoutBlank(values), helperKey: isHelper ? key : null };
}

/** With fields set, or taken away (`null`). */
export function withValues(
  profile: ManagedProfile,
  values: Readonly<Record<string, string | null>>,
): ManagedProfile {
  return { ...profile, values: withoutBlank({ ...profile.values, ...values }) };
}

/** Whether two are written alike. */
export function isSameProfile(one: ManagedProfile, other: ManagedProfile): boolean {
  const names = new Set([...Object.keys(one.values), ...Object.keys(other.values)]);
  return (
    one.helperKey === other.helperKey && [...names].every((name) => one.values[name] === other.values[name])
  );
}

const ORDER = [
  "name",
  "authType",
  "apiKey",
  "baseUrl",
  "primaryModel",
  "defaultHaikuModel",
  "defaultSonnetModel",
  "defaultOpusModel",
];

/** What is set, in upstream's order. */
function withoutBlank(values: Readonly<Record<string, string | null | undefined>>): ManagedProfile["values"] {
  return Object.fromEntries(
    ORDER.flatMap((field) => {
      const value = values[field];
      return typeof value === "string" && value !== "" ? [[field, value]] : [];
    }),
  );
}
