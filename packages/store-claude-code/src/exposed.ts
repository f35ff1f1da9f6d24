import { foreignUrl } from "./in-use.ts";
import { API_KEY, AUTH_TOKEN } from "./owned-keys.ts";
import { helperOf, textOf } from "./settings.ts";
import type { Situation } from "./situation.ts";
import { isApproved } from "./state-file.ts";

/**
 * Whether an interactive session sends the login's token to an address that is not Anthropic's: settings name no other
 * credential, or a key that it does not use because it is not approved.
 */
export function isLoginExposed({ settings, state }: Pick<Situation, "settings" | "state">): boolean {
  const key = textOf(settings.env[API_KEY]);
  const hasKey = key !== "" && isApproved(state.data, key);
  const hasToken = textOf(settings.env[AUTH_TOKEN]) !== "";
  return foreignUrl(settings) !== null && !hasKey && !hasToken && helperOf(settings) === null;
}
