import type { Notice, SessionCount } from "@zcf/contract";
import { tomlAt } from "@zcf/formats";
import { assess } from "./assess.ts";
import { KEY, keyOf, MODE, modeOf } from "./auth/credential.ts";
import { ownersOfKey } from "./auth/owners.ts";
import { BUILT_IN_IDS } from "./config/provider.ts";
import { warning } from "./report.ts";
import { type Route, routeTo } from "./shared/route.ts";
import { sharedDrift } from "./shared/shared-notices.ts";
import type { Situation } from "./situation.ts";

/** Where config, credentials and sessions disagree: what switching to the current target once more would put right. */
export function driftNotices(situation: Situation, sessions: readonly SessionCount[]): readonly Notice[] {
  const { config } = situation;
  const { current, file, shared } = config;
  if (current.kind === "other") {
    if (BUILT_IN_IDS.includes(current.id)) return sessionDrift(current.id, sessions);
    if (shared?.active === true && isThere(config, shared.id))
      return [...sharedDrift(config), ...sessionDrift(shared.id, sessions)];
    return [warning("codex.drift-provider-unknown", { file, provider: current.id })];
  }
  const route = routeTo(config, current, null);
  return [...sharedDrift(config), ...credentialDrift(situation, route), ...sessionDrift(route.id, sessions)];
}

function isThere({ document }: Situation["config"], id: string): boolean {
  return tomlAt(document.data, "model_providers", id) !== undefined;
}

function credentialDrift(situation: Situation, route: Route): readonly Notice[] {
  const { file, data } = situation.auth;
  const { target } = route;
  const next = assess(situation, route).auth.data;
  if (data === null || next === data) return [];
  const key = next?.[KEY] !== data[KEY] && keyOf(data) !== null ? [keyDrift(situation, route)] : [];
  const mode = modeOf(data);
  if (target.kind === "official" || mode === null || next?.[MODE] === mode) return key;
  return [...key, warning("codex.drift-auth-mode", { file, provider: target.provider.id, mode })];
}

function keyDrift({ auth }: Situation, { target }: Route): Notice {
  const { file } = auth;
  if (target.kind === "official") {
    return warning("codex.drift-official-key", { file, providers: ownersOfKey(auth)?.ids ?? [] });
  }
  const { id, credential } = target.provider;
  const entry = credential.kind === "stored" ? (credential.entry ?? KEY) : KEY;
  return warning("codex.drift-key", { file, provider: id, entry });
}

// A session that names no provider belongs to every one: it is counted under "".
function sessionDrift(provider: string, sessions: readonly SessionCount[]): readonly Notice[] {
  const elsewhere = sessions.filter((count) => count.provider !== provider && count.provider !== "");
  const total = elsewhere.reduce((sum, count) => sum + count.sessions, 0);
  return total === 0 ? [] : [warning("codex.drift-sessions", { provider, sessions: total })];
}
