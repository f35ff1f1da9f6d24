import type { JsonObject } from "@zcf/formats";
import { parseAuth } from "../auth/auth-file.ts";
import { sent } from "../auth/credential.ts";
import { isRememberedAccount, mayServe, ownersOfKey } from "../auth/owners.ts";
import type { AuthSituation } from "../auth/situation.ts";
import { OFFICIAL } from "../config/config.ts";
import type { Provider } from "../config/provider.ts";
import { officialServer, serverInUse, type Use } from "../given/deliveries.ts";
import type { RevertedFile } from "./reverted-files.ts";

/**
 * Whether what would be sent belongs to whom it would be sent to, by what is stored and remembered: an account goes to the
 * service that made it, or the key is that provider's, whose server is the same as now.
 */
export function isOwnersOwn(use: Use, now: Use | null, situation: Omit<AuthSituation, "data">): boolean {
  const about = { ...situation, data: use.auth };
  return sent(use.auth) === "account" ? isAccountGiven(use, now, about) : isKeyGiven(use, now, about);
}

/** An account may go to its own service, also through a table that stands for that, and where it went before. */
function isAccountGiven({ config }: Use, now: Use | null, about: AuthSituation): boolean {
  if (isOfficials(serverInUse(config), now)) return true;
  const { current } = config;
  return current.kind === "provider" && isRememberedAccount(asOfNow(about, now), anyWith(current.provider));
}

/** A proxy that config named once, and does not name today, may never have got what is there today. */
function isOfficials(server: string | null, now: Use | null): boolean {
  return server === null || (now !== null && server === officialServer(now.config));
}

function isKeyGiven({ config }: Use, now: Use | null, about: AuthSituation): boolean {
  const { current } = config;
  const owners = ownersOfKey(about);
  if (owners === null || owners.by === "used") return false;
  if (current.kind === "official")
    return owners.ids.includes(OFFICIAL) && isOfficials(officialServer(config), now);
  return current.kind === "provider" && mayServe(asOfNow(about, now), owners.ids, anyWith(current.provider));
}

/** Whose a key is tells its server only by the tables of today: that of the same id may have had another one, or will have. */
function asOfNow(about: AuthSituation, now: Use | null): AuthSituation {
  return now === null ? about : { ...about, config: now.config };
}

/** Its server counts, not its name. */
function anyWith(provider: Provider): Provider {
  return { ...provider, id: "" };
}

/** What an `auth.json` says; what Codex cannot read says nothing. */
export function authIn({ file }: Pick<RevertedFile, "file">, content: Uint8Array | null): JsonObject {
  return parseAuth({ file, content }).data ?? {};
}
