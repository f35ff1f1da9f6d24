import type { Notice, ProviderEntry, Store, View } from "@zcf/contract";
import { effectiveTarget } from "../effective-target.ts";
import type { Profile } from "../profile.ts";
import { THROUGH_ROUTER } from "../profiles.ts";
import { noticeOf, warning } from "../report.ts";
import { readSituation, type Situation } from "../situation.ts";
import { shownUrl, targetProblems } from "../target-problems.ts";
import { UPSTREAM_NAMES } from "./fields.ts";
import { keyStoreOf, managedOf } from "./managed-profile.ts";
import { idOfName, UNMANAGED_IDS } from "./profile-id.ts";

/** Every profile but the router's, sorted by id. */
export async function listProviders(store: Store, view: View): Promise<readonly ProviderEntry[]> {
  const situation = await readSituation(store, view);
  const current = effectiveTarget(situation)?.id ?? null;
  return situation.profiles.profiles
    .filter(({ id, type }) => type !== THROUGH_ROUTER && !UNMANAGED_IDS.includes(id))
    .map((profile) => entryOf(situation, profile, profile.id === current))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function entryOf(situation: Situation, profile: Profile, current: boolean): ProviderEntry {
  const managed = managedOf(profile);
  const problems = targetProblems(situation, { kind: "profile", id: profile.id, profile }).map(noticeOf);
  return {
    id: profile.id,
    fields: fieldsOf(profile),
    keyStore: keyStoreOf(managed),
    hasKey: profile.key !== null,
    current,
    problems: [...problems, ...renamed(profile)],
  };
}

/** An address may hold a password: that is not for showing. */
function fieldsOf(profile: Profile): Readonly<Record<string, string>> {
  const { values } = managedOf(profile);
  return Object.fromEntries(
    Object.entries(UPSTREAM_NAMES).flatMap(([field, name]) => {
      const value = values[name];
      if (value === undefined) return [];
      return [[field, field === "base-url" && /[@?#]/.test(value) ? shownUrl(value) : value]];
    }),
  );
}

/** Upstream gives it another id at its next write. */
function renamed({ id, name, file }: Profile): readonly Notice[] {
  const made = idOfName(name);
  return made === id ? [] : [warning("claude-code.profile-renamed", { file, profile: id, made })];
}
