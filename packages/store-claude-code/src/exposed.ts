import { foreignUrl } from "./in-use.ts";
import { API_KEY, AUTH_TOKEN } from "./owned-keys.ts";
import { type Settings, textOf } from "./settings.ts";

/** What decides which credential an interactive session sends. */
export interface Sending extends Pick<Settings, "env"> {
  /** The command of `apiKeyHelper`; `null` when there is none. */
  readonly helper: string | null;
  /** Whether an interactive session uses a key without asking. */
  readonly isApproved: (key: string) => boolean;
}

/**
 * Whether an interactive session sends the login's token to an address that is not Anthropic's: settings name no other
 * credential, or a key that it does not use because it is not approved.
 */
export function isLoginExposed({ env, helper, isApproved }: Sending): boolean {
  const key = textOf(env[API_KEY]);
  const hasKey = key !== "" && isApproved(key);
  return foreignUrl({ env }) !== null && !hasKey && textOf(env[AUTH_TOKEN]) === "" && helper === null;
}
