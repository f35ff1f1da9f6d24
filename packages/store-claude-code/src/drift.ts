import type { Notice } from "@zcf/contract";
import { upstreamName } from "./effective-target.ts";
import { isOurHelper } from "./helper.ts";
import { API_KEY, keysOf } from "./owned-keys.ts";
import { warning } from "./report.ts";
import { HELPER, helperOf, textOf } from "./settings.ts";
import { exportedHere, type Situation } from "./situation.ts";
import { isApproved } from "./state-file.ts";
import type { SwitchTarget } from "./target.ts";
import { wantedEnv, wantedHelper } from "./wanted-env.ts";

/** Where the files disagree with the target in use: what switching to it once more would put right. */
export function driftNotices(situation: Situation, current: SwitchTarget | null): readonly Notice[] {
  if (situation.settings.broken !== null) return [];
  return [
    ...profileDrift(situation, current),
    ...(current === null ? [] : [...keyDrift(situation, current), ...approvalDrift(situation, current)]),
    ...exportDrift(situation),
  ];
}

function profileDrift(situation: Situation, current: SwitchTarget | null): readonly Notice[] {
  const { profiles, places } = situation;
  const named = profiles.current ?? "";
  const name = current === null ? "" : upstreamName(situation, current);
  if (!places.isUpstreams || profiles.document === null || name === null || named === name) return [];
  return [
    warning("claude-code.drift-profile", { file: profiles.file, profile: named === "" ? "official" : named }),
  ];
}

function keyDrift({ settings }: Situation, current: SwitchTarget): readonly Notice[] {
  const { file, env } = settings;
  const wanted = wantedEnv(current);
  const models = keysOf("model").filter((key) => textOf(env[key]) !== (wanted[key] ?? ""));
  const others = keysOf("url", "credential", "backend", "headers");
  const helper = helperOf(settings);
  const leftovers = [
    ...others.filter((key) => textOf(env[key]) !== "" && wanted[key] === undefined),
    ...(isOurHelper(helper) && helper !== wantedHelper(current) ? HELPER : []),
  ];
  return [
    ...(leftovers.length === 0 ? [] : [warning("claude-code.drift-leftovers", { file, keys: leftovers })]),
    ...(models.length === 0 ? [] : [warning("claude-code.drift-models", { file, keys: models })]),
  ];
}

function approvalDrift({ state: { file, data } }: Situation, current: SwitchTarget): readonly Notice[] {
  const key = wantedEnv(current)[API_KEY];
  return key === undefined || isApproved(data, key) ? [] : [warning("claude-code.drift-approval", { file })];
}

function exportDrift({ store, settings: { env } }: Situation): readonly Notice[] {
  const variables = exportedHere(store).filter((name) => !Object.hasOwn(env, name));
  return variables.length === 0 ? [] : [warning("claude-code.drift-exports", { variables })];
}
