import { distance } from "fastest-levenshtein";
import type { Profile } from "./profile.ts";
import { type Profiles, THROUGH_ROUTER } from "./profiles.ts";
import { failure, hint } from "./report.ts";
import { ROUTER } from "./router.ts";

/** The id of Anthropic's own service. */
export const OFFICIAL = "official";

/** What to switch to. */
export type SwitchTarget =
  | { readonly kind: "official"; readonly id: typeof OFFICIAL }
  | { readonly kind: "profile"; readonly id: string; readonly profile: Profile };

export const OFFICIAL_TARGET: SwitchTarget = { kind: "official", id: OFFICIAL };

/** Ids that a profile cannot have, because they mean something else. */
export const RESERVED_IDS: readonly string[] = [OFFICIAL, ROUTER];

/** Everything that can be switched to, the official service first. A profile through the router has its address and key. */
export function allTargets({ profiles }: Profiles, router: Profile | null): readonly SwitchTarget[] {
  const own = profiles.filter(({ id }) => !RESERVED_IDS.includes(id));
  const through = own.map((profile) => (profile.type === THROUGH_ROUTER ? routed(profile, router) : profile));
  return [OFFICIAL_TARGET, ...[...through, ...(router === null ? [] : [router])].map(targetOf)];
}

/** The target of an id. Throws `claude-code.unknown-target` (usage), with the ids it may have been meant for. */
export function findTarget(targets: readonly SwitchTarget[], id: string): SwitchTarget {
  const found = targets.find((target) => target.id === id);
  if (found !== undefined) return found;
  throw unknownTarget(
    id,
    targets.map((target) => target.id),
  );
}

/** `claude-code.unknown-target` (usage), with the ids that may have been meant. */
export function unknownTarget(id: string, known: readonly string[]): Error {
  const params = { target: id, closest: closest(id, known), known };
  return failure("usage", "claude-code.unknown-target", params, hint("claude-code.hint-list", {}));
}

function targetOf(profile: Profile): SwitchTarget {
  return { kind: "profile", id: profile.id, profile };
}

function routed(profile: Profile, router: Profile | null): Profile {
  if (router === null) return profile;
  const { kind, key, baseUrl } = router;
  return { ...profile, kind, key, baseUrl };
}

// Up to three that are a typing error away, the nearest first.
function closest(id: string, known: readonly string[]): readonly string[] {
  const far = Math.max(2, Math.floor(id.length / 3));
  return known
    .map((name) => ({ name, steps: distance(id.toLowerCase(), name.toLowerCase()) }))
    .filter(({ steps }) => steps <= far)
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ name }) => name);
}
