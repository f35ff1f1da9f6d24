import { isOurHelper } from "./helper.ts";
import { API_KEY, AUTH_TOKEN, BASE_URL, keysOf } from "./owned-keys.ts";
import { ROUTER, ROUTER_PROFILE } from "./router.ts";
import { helperOf, type Settings, textOf } from "./settings.ts";
import type { Situation } from "./situation.ts";
import { OFFICIAL_TARGET, type SwitchTarget } from "./target.ts";
import { wantedEnv, wantedHelper } from "./wanted-env.ts";

/** What decides where requests go, and with which credential. */
const ROUTE_KEYS = keysOf("url", "credential", "backend");

/** The target that settings amount to; `null` when it is none: a server or credential of the user's own. */
export function effectiveTarget(situation: Situation): SwitchTarget | null {
  const { settings, exported } = situation;
  if (settings.broken !== null || backendsOn(situation).length > 0) return null;
  const isSet = (key: string): boolean => textOf(settings.env[key]) !== "";
  const isMasked = (key: string): boolean => Object.hasOwn(settings.env, key) || !exported.has(key);
  if (!keysOf("url", "credential").some(isSet) && !isOurHelper(helperOf(settings)))
    return ROUTE_KEYS.every(isMasked) ? OFFICIAL_TARGET : null;
  return profileInUse(situation);
}

/** Several may have the same server and key: the one that upstream calls current comes first, then the one with these models. */
function profileInUse({ settings, targets, profiles, places }: Situation): SwitchTarget | null {
  const matching = targets.filter((target) => matches(target, settings));
  const named = places.isUpstreams ? matching.find(({ id }) => id === profiles.current) : undefined;
  return named ?? matching.find((target) => hasModels(target, settings.env)) ?? matching[0] ?? null;
}

function hasModels(target: SwitchTarget, env: Situation["settings"]["env"]): boolean {
  const wanted = wantedEnv(target);
  return keysOf("model").every((key) => textOf(env[key]) === (wanted[key] ?? ""));
}

/** Whether settings amount to it already, whichever of several like it is called current. */
export function isInUse(situation: Situation, target: SwitchTarget): boolean {
  const current = effectiveTarget(situation);
  if (current === null || current.kind !== target.kind) return false;
  return target.kind === "official" || matches(target, situation.settings);
}

/** The other credential may be there besides: that is a leftover. */
function matches(target: SwitchTarget, settings: Settings): boolean {
  const { env } = settings;
  const wanted = wantedEnv(target);
  if (plainUrl(wanted[BASE_URL] ?? "") !== plainUrl(textOf(env[BASE_URL]))) return false;
  if (wantedHelper(target) !== null) return asksHelper(target, settings);
  const credential = API_KEY in wanted ? API_KEY : AUTH_TOKEN;
  return wanted[credential] !== undefined && textOf(env[credential]) === wanted[credential];
}

/** A credential in `env` would be sent in the place of the helper's. */
function asksHelper(target: SwitchTarget, settings: Settings): boolean {
  const isFree = keysOf("credential").every((key) => textOf(settings.env[key]) === "");
  return isFree && helperOf(settings) === wantedHelper(target);
}

function plainUrl(url: string): string {
  return url.trim().replace(/\/+$/, "");
}

/** Switches for another backend that are on: "0" and "false" are off. */
export function backendsOn({ settings }: Pick<Situation, "settings">): readonly string[] {
  return keysOf("backend").filter((key) => !["", "0", "false"].includes(textOf(settings.env[key])));
}

/** How upstream's `currentProfile` names a target; `null` where it has no name for it. */
export function upstreamName({ profiles }: Pick<Situation, "profiles">, target: SwitchTarget): string | null {
  if (target.kind === "official") return "";
  const id = target.id === ROUTER ? ROUTER_PROFILE : target.id;
  return profiles.profiles.some((profile) => profile.id === id && profile.file === profiles.file) ? id : null;
}
