import type { FilePath } from "@zcf/contract";
import { askedProvider } from "../helper.ts";
import { BASE_URL, keysOf } from "../owned-keys.ts";
import type { Profiles } from "../profiles.ts";
import { helperOf, type Settings, textOf } from "../settings.ts";

/** A credential that a server gets, or would get as soon as its profile is used. */
export interface Delivery {
  /** As written; `null` for Anthropic's own. */
  readonly url: string | null;
  readonly credential: string;
  /** The file that the credential is in. */
  readonly holder: FilePath;
}

/** What the files say together. */
export interface Use {
  readonly settings: Settings;
  readonly profiles: Profiles;
}

/** Every credential of a home and its server: of each profile, and what settings have sent. */
export function deliveriesOf(use: Use): readonly Delivery[] {
  return [...ofProfiles(use), ...ofSettings(use)];
}

/** What is sent where, as a text to compare. */
export function sentTo({ url, credential }: Delivery): string {
  return JSON.stringify([serverOf(url), credential]);
}

function serverOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).origin : url;
}

function ofProfiles({ profiles: { profiles, keys } }: Use): readonly Delivery[] {
  return profiles.flatMap(({ baseUrl, key, kind, file }) =>
    key === null
      ? []
      : [
          {
            url: baseUrl,
            credential: key.trim(),
            holder: kind === "helper" ? keys.file : (file as FilePath),
          },
        ],
  );
}

/** Headers of the user's own are somebody's as well. */
function ofSettings({ settings, profiles }: Use): readonly Delivery[] {
  const { env, file } = settings;
  const asked = askedProvider(helperOf(settings));
  const key = asked === null ? undefined : profiles.keys.keys[asked];
  const address = textOf(env[BASE_URL]);
  const url = address === "" ? null : address;
  const own = keysOf("credential", "headers").map((name) => textOf(env[name]));
  return [
    ...own.filter((text) => text !== "").map((credential) => ({ url, credential, holder: file })),
    ...(key === undefined ? [] : [{ url, credential: key.trim(), holder: profiles.keys.file }]),
  ];
}
