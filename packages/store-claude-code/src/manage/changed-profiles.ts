import type { Notice, ProviderChange, ProvidersGoal } from "@zcf/contract";
import { failure, warning } from "../report.ts";
import { UPSTREAM_NAMES } from "./fields.ts";
import { found } from "./found.ts";
import {
  isSameProfile,
  keyOf,
  keyStoreOf,
  type ManagedProfile,
  withKey,
  withValues,
} from "./managed-profile.ts";
import type { ById } from "./managed-profiles.ts";
import { requireChange, requireName } from "./require-change.ts";
import { requireUntaken } from "./require-untaken.ts";

export interface Changed {
  readonly profiles: ById;
  /** Those that are to go, whether they were there or not. */
  readonly gone: readonly string[];
  readonly notices: readonly Notice[];
}

/**
 * The profiles after a goal, in the order of its changes. What is so already stays, so that the same goal again changes nothing.
 *
 * Throws a usage error for a change that cannot be meant so.
 */
export function changedProfiles(now: ById, { changes }: ProvidersGoal): Changed {
  requireOnce(changes);
  const profiles = new Map(now);
  const notices: Notice[] = [];
  const gone = changes.filter(({ change }) => change === "remove").map(({ id }) => id);
  for (const change of changes) {
    requireChange(change);
    if (change.change === "remove") {
      if (!profiles.delete(change.id))
        notices.push(warning("claude-code.provider-absent", { id: change.id }));
    } else {
      const now = profiles.get(change.id);
      const next = result(change, profiles, gone);
      if (next !== null) profiles.set(next.id, next);
      if (next !== null && keyOf(next) === null)
        notices.push(warning("claude-code.key-missing-yet", { id: next.id }));
      if (change.change === "edit" && now !== undefined) notices.push(...goesAlong(now, change));
    }
  }
  return { profiles, gone, notices };
}

/** Of two changes of one provider nobody could tell afterwards whether the first was made already. */
function requireOnce(changes: readonly ProviderChange[]): void {
  const made = changes.map(({ id, copyId }) => copyId ?? id);
  const twice = made.find((id, index) => made.indexOf(id) !== index);
  if (twice !== undefined) throw failure("usage", "claude-code.provider-twice", { id: twice });
}

/** The profile that a change makes; `null` where it was made before. */
function result(change: ProviderChange, profiles: ById, gone: readonly string[]): ManagedProfile | null {
  switch (change.change) {
    case "edit":
      return edited(change, found(profiles, change.id));
    case "copy":
      return copied(change, profiles, gone);
    default:
      return added(change, profiles);
  }
}

function added(change: ProviderChange, profiles: ById): ManagedProfile {
  if (typeof change.fields["base-url"] !== "string")
    throw failure("usage", "claude-code.field-needed", { field: "base-url" });
  const blank = { id: change.id, values: { name: change.id }, helperKey: null };
  const { keyStore = "auth-token", key = null } = change;
  return requireFree(withKey(withFields(blank, change), keyStore, key), profiles);
}

function copied(change: ProviderChange, profiles: ById, gone: readonly string[]): ManagedProfile | null {
  const id = change.copyId ?? "";
  // Renamed before: copied, and then removed.
  if (!profiles.has(change.id) && gone.includes(change.id) && profiles.has(id)) return null;
  const source = found(profiles, change.id);
  requireOwnKey(source, change);
  const copy = { ...source, id, values: { ...source.values, name: id } };
  return requireFree(withChangedKey(withFields(copy, change), change), profiles);
}

/** A copy's key goes to the server that it was given for, and to no other. */
function requireOwnKey(source: ManagedProfile, { copyId = "", fields, key }: ProviderChange): void {
  const isOwn = key !== undefined || keyOf(source) === null;
  if (isOwn || !isElsewhere(source, fields["base-url"])) return;
  throw failure("usage", "claude-code.key-needed", { id: copyId });
}

/** To another server goes what was given for the old one: the user says so, and is told. */
function goesAlong(now: ManagedProfile, { id, fields, key }: ProviderChange): readonly Notice[] {
  const address = fields["base-url"];
  if (key !== undefined || keyOf(now) === null || !isElsewhere(now, address)) return [];
  return [warning("claude-code.key-goes-along", { id, url: address })];
}

function isElsewhere({ values }: ManagedProfile, address: string | null | undefined): address is string {
  return typeof address === "string" && originOf(address) !== originOf(values["baseUrl"]);
}

function originOf(url: string | null | undefined): string | null {
  return typeof url === "string" && URL.canParse(url) ? new URL(url).origin : null;
}

function edited(change: ProviderChange, now: ManagedProfile): ManagedProfile {
  const name = change.fields["name"];
  if (name !== undefined) requireName(now.id, name);
  const next = withChangedKey(withFields(now, change), change);
  return name === null ? withValues(next, { name: now.id }) : next;
}

function withFields(profile: ManagedProfile, { fields }: ProviderChange): ManagedProfile {
  const values = Object.entries(fields).map(
    ([field, value]) => [UPSTREAM_NAMES[field] ?? field, value] as const,
  );
  const next = withValues(profile, Object.fromEntries(values));
  return next.values["name"] === undefined ? withValues(next, { name: profile.id }) : next;
}

/** A key moves along to another store. */
function withChangedKey(profile: ManagedProfile, { keyStore, key }: ProviderChange): ManagedProfile {
  if (keyStore === undefined && key === undefined) return profile;
  return withKey(profile, keyStore ?? keyStoreOf(profile) ?? "auth-token", key ?? keyOf(profile));
}

/** The same one may be there. */
function requireFree(profile: ManagedProfile, profiles: ById): ManagedProfile {
  const there = profiles.get(profile.id);
  if (there !== undefined && isSameProfile(there, profile)) return there;
  requireUntaken(profile.id, profiles);
  return profile;
}
