import { THROUGH_ROUTER } from "../profiles.ts";
import type { Situation } from "../situation.ts";
import { type ManagedProfile, managedOf } from "./managed-profile.ts";

/** Profiles by id. */
export type ById = ReadonlyMap<string, ManagedProfile>;

/** All but those that go through the router. */
export function managedProfiles({ profiles }: Situation): ById {
  const own = profiles.profiles.filter(({ type }) => type !== THROUGH_ROUTER);
  return new Map(own.map((profile) => [profile.id, managedOf(profile)]));
}
