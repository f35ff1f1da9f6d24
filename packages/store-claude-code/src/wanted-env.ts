import { helperCommand, isOurHelper } from "./helper.ts";
import { API_KEY, AUTH_TOKEN, BASE_URL, OWNED_KEYS } from "./owned-keys.ts";
import { helperOf } from "./settings.ts";
import type { Situation } from "./situation.ts";
import type { SwitchTarget } from "./target.ts";

/** A value of `env` to set; `""` empties it, which is what Claude Code takes for unset. */
export interface EnvChange {
  readonly key: string;
  readonly value: string;
}

/** What a target sets: exactly one credential, its server and its models. Nothing for the official service. */
export function wantedEnv(target: SwitchTarget): Readonly<Record<string, string>> {
  if (target.kind === "official") return {};
  const { kind, key, baseUrl, models } = target.profile;
  return {
    ...(baseUrl === null ? {} : { [BASE_URL]: baseUrl }),
    ...(kind === null || kind === "helper" || key === null
      ? {}
      : { [kind === "api_key" ? API_KEY : AUTH_TOKEN]: key }),
    ...models,
  };
}

/** The command that prints a target's key; `null` when its key is in `env`, or there is none. */
export function wantedHelper(target: SwitchTarget): string | null {
  return target.kind === "profile" && target.profile.kind === "helper" ? helperCommand(target.id) : null;
}

/** What becomes of `apiKeyHelper`: set, removed (`null`), or left alone (`undefined`). One that is not ours stays. */
export function helperChange({ settings }: Situation, target: SwitchTarget): string | null | undefined {
  const [now, wanted] = [helperOf(settings), wantedHelper(target)];
  if (now === wanted) return undefined;
  return wanted !== null || isOurHelper(now) ? wanted : undefined;
}

/**
 * What a switch does to `env`.
 *
 * Of what the target does not set, a key that is there is emptied, never removed: a running session keeps what is removed. So is
 * one that is exported, because settings mask exports, and one that a running session may still have from settings of
 * an earlier time. The other credential is emptied in any case: it would be sent along.
 */
export function envChanges(situation: Situation, target: SwitchTarget): readonly EnvChange[] {
  const { env } = situation.settings;
  const wanted = wantedEnv(target);
  return OWNED_KEYS.flatMap(({ key, role }) => {
    const value = wanted[key] ?? "";
    if (env[key] === value) return [];
    const isNeeded = value !== "" || Object.hasOwn(env, key) || situation.exported.has(key);
    const mayRideAlong = role === "credential" && target.kind === "profile";
    const mayLive = role !== "model" && situation.sessions.pids.length > 0;
    return isNeeded || mayRideAlong || mayLive ? [{ key, value }] : [];
  });
}
