import type { Notice } from "@zcf/contract";
import { upstreamName } from "./effective-target.ts";
import { isOurHelper } from "./helper.ts";
import { keyInUse, leftoverKeys, loneUrl, otherModels, unmaskedExports } from "./in-use.ts";
import { warning } from "./report.ts";
import { HELPER, helperOf } from "./settings.ts";
import type { Situation } from "./situation.ts";
import { isApproved } from "./state-file.ts";
import type { SwitchTarget } from "./target.ts";
import { shownUrl } from "./target-problems.ts";
import { wantedHelper } from "./wanted-env.ts";

/** Where the files disagree with the target in use: what switching to it once more would put right. */
export function driftNotices(situation: Situation, current: SwitchTarget | null): readonly Notice[] {
  if (situation.settings.broken !== null) return [];
  return [
    ...profileDrift(situation, current),
    ...(current === null ? [] : keyDrift(situation, current)),
    ...urlAlone(situation),
    ...approvalDrift(situation, current),
    ...exportDrift(situation, current),
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

function keyDrift(situation: Situation, current: SwitchTarget): readonly Notice[] {
  const { settings } = situation;
  const { file } = settings;
  const models = otherModels(situation, current);
  const helper = helperOf(settings);
  const isOld = isOurHelper(helper) && helper !== wantedHelper(current);
  const keys = [...leftoverKeys(situation, current), ...(isOld ? HELPER : [])];
  return [
    ...(keys.length === 0 ? [] : [warning("claude-code.drift-leftovers", { file, keys })]),
    ...(models.length === 0 ? [] : [warning("claude-code.drift-models", { file, keys: models })]),
  ];
}

function urlAlone({ settings }: Situation): readonly Notice[] {
  const url = loneUrl(settings);
  if (url === null) return [];
  return [warning("claude-code.url-alone", { file: settings.file, url: shownUrl(url) })];
}

function approvalDrift(situation: Situation, current: SwitchTarget | null): readonly Notice[] {
  const { file, data } = situation.state;
  const key = keyInUse(situation, current);
  return key === null || isApproved(data, key) ? [] : [warning("claude-code.drift-approval", { file })];
}

function exportDrift(situation: Situation, current: SwitchTarget | null): readonly Notice[] {
  const { variables, isDrift } = unmaskedExports(situation, current);
  return isDrift ? [warning("claude-code.drift-exports", { variables })] : [];
}
