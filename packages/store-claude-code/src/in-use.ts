import { API_KEY, AUTH_TOKEN, BASE_URL, keysOf, type Role } from "./owned-keys.ts";
import { helperOf, type Settings, textOf } from "./settings.ts";
import { exportedHere, type Situation } from "./situation.ts";
import type { SwitchTarget } from "./target.ts";
import { urlOf } from "./target-problems.ts";
import { wantedEnv } from "./wanted-env.ts";

/** The address in `env`, as it is written but for white space around it, where it is not Anthropic's own. */
export function foreignUrl({ env }: Pick<Settings, "env">): string | null {
  const url = textOf(env[BASE_URL]);
  return url === "" || env[BASE_URL] === null || isAnthropics(url) ? null : url;
}

/** Whether the login's token belongs there. */
function isAnthropics(text: string): boolean {
  const url = urlOf(text);
  return url?.protocol === "https:" && /(^|\.)anthropic\.com$/.test(url.hostname);
}

/** An address without a credential of its own: the login's token goes there. `null`: there is none. */
export function loneUrl(settings: Settings): string | null {
  const isCredential = (key: string): boolean => textOf(settings.env[key]) !== "";
  const hasCredential = keysOf("credential").some(isCredential) || helperOf(settings) !== null;
  return hasCredential ? null : foreignUrl(settings);
}

/**
 * The key that an interactive session uses only where it is approved: the target's, or, where no target is in use, the
 * one beside an address of the user's own. `null`: there is none, or it goes to Anthropic, where a login may as well.
 */
export function keyInUse({ settings }: Situation, current: SwitchTarget | null): string | null {
  if (current !== null) return wantedEnv(current)[API_KEY] ?? null;
  const key = settings.env[API_KEY];
  return key === undefined || key === null || foreignUrl(settings) === null ? null : textOf(key) || null;
}

/** What `env` sets besides the target's own. A backend that is on makes another target; the other credential stands here too. */
export function leftoverKeys({ settings: { env } }: Situation, current: SwitchTarget): readonly string[] {
  const wanted = wantedEnv(current);
  // With Anthropic's own service headers are the user's: no profile ever sets any.
  const roles: readonly Role[] =
    current.kind === "official" ? ["url", "credential"] : ["url", "credential", "headers"];
  return keysOf(...roles).filter((key) => textOf(env[key]) !== "" && wanted[key] === undefined);
}

/**
 * Where `env` has another model than the target. With Anthropic's own service only a model that some profile has is another's:
 * whoever uses it may well choose models of their own.
 */
export function otherModels(situation: Situation, current: SwitchTarget): readonly string[] {
  const { env } = situation.settings;
  const wanted = wantedEnv(current);
  const differing = keysOf("model").filter((key) => textOf(env[key]) !== (wanted[key] ?? ""));
  if (current.kind === "profile") return differing;
  const others = situation.targets.flatMap(modelsOf);
  return differing.filter((key) => others.includes(plainModel(textOf(env[key]))));
}

/** The models of a target, as they are asked for. */
export function modelsOf(target: SwitchTarget): readonly string[] {
  const wanted = wantedEnv(target);
  return keysOf("model").flatMap((key) => (wanted[key] === undefined ? [] : plainModel(wanted[key])));
}

/** A model without `[1m]` or the like, which is not sent. */
export function plainModel(model: string): string {
  return model.replace(/\[\w+\]$/, "");
}

/** Exported variables that settings do not mask; their values are not known. */
export interface Unmasked {
  readonly variables: readonly string[];
  /** Whether requests may go elsewhere, or with another credential, than the files say. */
  readonly isDrift: boolean;
}

export function unmaskedExports({ store, settings }: Situation, current: SwitchTarget | null): Unmasked {
  const variables = exportedHere(store).filter((name) => !Object.hasOwn(settings.env, name));
  const elsewhere = keysOf("url", "backend");
  const isDrift =
    current === null ? variables.some((name) => elsewhere.includes(name)) : current.kind === "profile";
  return { variables, isDrift: isDrift && variables.length > 0 };
}

/** Whether both credentials are set. */
export function hasBothCredentials({ env }: Pick<Settings, "env">): boolean {
  return [API_KEY, AUTH_TOKEN].every((key) => env[key] !== null && textOf(env[key]) !== "");
}
