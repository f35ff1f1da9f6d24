import { addToList, removeFromList, setJson } from "@zcf/formats";
import { foreignUrl, keyInUse } from "../in-use.ts";
import { API_KEY, AUTH_TOKEN } from "../owned-keys.ts";
import { textOf } from "../settings.ts";
import type { Situation } from "../situation.ts";
import { APPROVED, approvalOf, isApproved, listAt, ONBOARDED, REJECTED } from "../state-file.ts";
import type { SwitchTarget } from "../target.ts";
import { wantedEnv } from "../wanted-env.ts";
import { type Found, found } from "./found.ts";

/** Where `.claude.json` keeps the provider in use from being used, or adds to what it is sent. */
export function stateFindings(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  return [
    ...approval(situation, current),
    ...onboarding(situation, current),
    ...beginnings(situation),
    ...consoleKey(situation),
  ];
}

function approval(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { file, data } = situation.state;
  const key = keyInUse(situation, current);
  if (key === null || isApproved(data, key)) return [];
  const fix = { kind: "state", changes: approving(key) } as const;
  return [found("claude-code.drift-approval", "error", { file }, fix)];
}

function onboarding({ state, settings }: Situation, current: SwitchTarget | null): readonly Found[] {
  const { file, data } = state;
  const isOwn = current === null && foreignUrl(settings) !== null;
  if (!(current?.kind === "profile" || isOwn) || data?.[ONBOARDED] === true) return [];
  const fix = { kind: "state", changes: [setJson([ONBOARDED], true)] } as const;
  return [found("claude-code.onboarding-missing", "warning", { file }, fix)];
}

/** An earlier upstream approved the first 20 characters, which Claude Code does not look for. */
function beginnings({ state: { file, data }, targets }: Situation): readonly Found[] {
  const approved = listAt(data, APPROVED);
  return targets.flatMap((target) => {
    const key = wantedEnv(target)[API_KEY];
    const beginning = key?.slice(0, 20) ?? "";
    if (key === undefined || beginning === approvalOf(key) || !approved.includes(beginning)) return [];
    const changes = [removeFromList(APPROVED, beginning), ...approving(key)];
    const params = { file, profile: target.id };
    return [found("claude-code.approval-beginning", "info", params, { kind: "state", changes })];
  });
}

function approving(key: string) {
  return [addToList(APPROVED, approvalOf(key)), removeFromList(REJECTED, approvalOf(key))] as const;
}

/** Sent beside a token, to the same server. */
function consoleKey({ state: { file, data }, settings: { env } }: Situation): readonly Found[] {
  const isToken = textOf(env[AUTH_TOKEN]) !== "" && textOf(env[API_KEY]) === "";
  const key = data?.["primaryApiKey"];
  if (!isToken || typeof key !== "string" || key.trim() === "") return [];
  return [found("claude-code.console-key", "warning", { file })];
}
