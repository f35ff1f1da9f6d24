import type { Use } from "../given/deliveries.ts";
import { askedProvider } from "../helper.ts";
import { BASE_URL } from "../owned-keys.ts";
import { TABLE } from "../profiles.ts";
import { helperOf, textOf } from "../settings.ts";

/**
 * The profile, or the field of it, that settings have parted from: they ask for its key, and send it to another server
 * than its own. Whoever gave it a new key would give it to that server too. `null` where they have not.
 */
export function partedHelper({ settings, profiles: { profiles } }: Use): string | null {
  const id = askedProvider(helperOf(settings));
  if (id === null) return null;
  const profile = profiles.find((one) => one.id === id);
  const path = [...TABLE, id].join(".");
  if (profile === undefined) return path;
  return originOf(profile.baseUrl ?? "") === originOf(textOf(settings.env[BASE_URL]))
    ? null
    : `${path}.baseUrl`;
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
