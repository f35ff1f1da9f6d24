import type { JsonObject } from "@zcf/formats";
import { parseAuth } from "../auth/auth-file.ts";
import { accountOf, keyOf, sent } from "../auth/credential.ts";
import { isRememberedAccount, mayServe, ownersOfKey } from "../auth/owners.ts";
import type { AuthSituation } from "../auth/situation.ts";
import { type Config, currentId, OFFICIAL, rootString } from "../config/config.ts";
import { serverOf } from "../config/provider.ts";
import { usesAuthFile } from "../target.ts";
import type { RevertedFile } from "./reverted-files.ts";

/** A config and what `auth.json` holds beside it. */
export interface Use {
  readonly config: Config;
  readonly auth: JsonObject;
}

/** The id of the provider that would be sent what `auth.json` holds; `null` when that is nothing, or nobody. */
export function receiver({ config: { current }, auth }: Use): string | null {
  if (current.kind === "other" || !usesAuthFile(current) || sent(auth) === "none") return null;
  return currentId(current);
}

/**
 * Whether what would be sent was given for the server that would get it: it went there in one of these states or before providers were changed last, it is an
 * account and goes to the service that made it, or the key is stored for that provider or remembered as its own.
 */
export function isGivenFor(use: Use, known: readonly Use[], situation: Omit<AuthSituation, "data">): boolean {
  const delivery = deliveryOf(use);
  if (delivery === null || known.some((one) => deliveryOf(one) === delivery)) return true;
  if (situation.remembered.delivery === situation.fingerprint(delivery)) return true;
  const about = { ...situation, data: use.auth };
  return sent(use.auth) === "account" ? isAccountGiven(use, about) : isKeyGiven(use, about);
}

/** An account may go to its own service, also through a table that stands for that, and where it went before. */
function isAccountGiven({ config }: Use, about: AuthSituation): boolean {
  const server = serverFor(config);
  if (server === null || server === officialServer(config)) return true;
  return config.current.kind === "provider" && isRememberedAccount(about, config.current.provider);
}

function isKeyGiven({ config: { current } }: Use, about: AuthSituation): boolean {
  const owners = ownersOfKey(about);
  if (owners === null || owners.by === "used") return false;
  if (current.kind === "provider") return mayServe(about, owners.ids, current.provider);
  return owners.ids.includes(OFFICIAL);
}

/** What is sent where, as a text to compare; `null` when nothing is. */
export function deliveryOf(use: Use): string | null {
  if (receiver(use) === null) return null;
  const { config, auth } = use;
  const what = sent(auth) === "key" ? { key: keyOf(auth) } : { account: accountOf(auth) };
  return JSON.stringify([serverFor(config), what]);
}

/** See `serverOf`. */
function serverFor(config: Config): string | null {
  return config.current.kind === "provider" ? serverOf(config.current.provider) : officialServer(config);
}

function officialServer(config: Config): string | null {
  return serverOf({ baseUrl: rootString(config, "openai_base_url") });
}

/** What an `auth.json` says; what Codex cannot read says nothing. */
export function authIn({ file }: Pick<RevertedFile, "file">, content: Uint8Array | null): JsonObject {
  return parseAuth({ file, content }).data ?? {};
}
