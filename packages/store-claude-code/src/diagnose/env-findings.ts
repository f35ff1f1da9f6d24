import { removeJson, setJson } from "@zcf/formats";
import { isOurHelper } from "../helper.ts";
import { hasBothCredentials, leftoverKeys, loneUrl, otherModels, unmaskedExports } from "../in-use.ts";
import { API_KEY, AUTH_TOKEN, keysOf, OWNED_KEYS } from "../owned-keys.ts";
import { HELPER, helperOf, textOf } from "../settings.ts";
import type { Situation } from "../situation.ts";
import type { SwitchTarget } from "../target.ts";
import { shownUrl } from "../target-problems.ts";
import { wantedEnv, wantedHelper } from "../wanted-env.ts";
import { type Fix, type Found, found } from "./found.ts";

const CREDENTIALS = [API_KEY, AUTH_TOKEN];

/** Where `env` is not what the target in use needs. What is not wanted is emptied: a running session keeps what is removed. */
export function envFindings(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  if (situation.settings.broken !== null) return [];
  return [
    ...nullValues(situation),
    ...bothCredentials(situation, current),
    ...urlAlone(situation),
    ...headers(situation, current),
    ...(current === null ? [] : [...leftovers(situation, current), ...models(situation, current)]),
    ...exports(situation, current),
  ];
}

function nullValues({ settings: { file, env } }: Situation): readonly Found[] {
  const keys = OWNED_KEYS.map(({ key }) => key).filter((key) => env[key] === null);
  if (keys.length === 0) return [];
  return [found("claude-code.null-values", "error", { file, keys }, setting(keys, null))];
}

function bothCredentials({ settings }: Situation, current: SwitchTarget | null): readonly Found[] {
  if (!hasBothCredentials(settings)) return [];
  const wanted = current === null ? {} : wantedEnv(current);
  const other = CREDENTIALS.filter((key) => wanted[key] === undefined);
  const fix = other.length === 1 ? setting(other, null) : null;
  return [found("claude-code.both-credentials", "error", { file: settings.file }, fix)];
}

function urlAlone({ settings }: Situation): readonly Found[] {
  const url = loneUrl(settings);
  if (url === null) return [];
  return [found("claude-code.url-alone", "error", { file: settings.file, url: shownUrl(url) })];
}

/** Anthropic gets them: they may be meant for it, or be another server's secret, and nobody here can tell. */
function headers({ settings: { file, env } }: Situation, current: SwitchTarget | null): readonly Found[] {
  const keys = keysOf("headers").filter((key) => env[key] !== null && textOf(env[key]) !== "");
  if (current?.kind !== "official" || keys.length === 0) return [];
  return [found("claude-code.custom-headers", "info", { file, keys })];
}

/** Both credentials at once have a finding of their own, as has `null`. */
function leftovers(situation: Situation, current: SwitchTarget): readonly Found[] {
  const { settings } = situation;
  const { file, env } = settings;
  const skipped = hasBothCredentials(settings) ? CREDENTIALS : [];
  const keys = leftoverKeys(situation, current).filter((key) => env[key] !== null && !skipped.includes(key));
  const helper = helperOf(settings);
  const isOld = isOurHelper(helper) && helper !== wantedHelper(current);
  if (keys.length === 0 && !isOld) return [];
  const emptied = keys.map((key) => setJson(["env", key], ""));
  const changes = [...emptied, ...(isOld ? [removeJson(HELPER)] : [])];
  const params = { file, keys: [...keys, ...(isOld ? HELPER : [])] };
  return [found("claude-code.drift-leftovers", "warning", params, { kind: "settings", changes })];
}

function models(situation: Situation, current: SwitchTarget): readonly Found[] {
  const { file, env } = situation.settings;
  const keys = otherModels(situation, current).filter((key) => env[key] !== null);
  if (keys.length === 0) return [];
  return [found("claude-code.drift-models", "warning", { file, keys }, setting(keys, current))];
}

/** Without a profile in use nobody can tell what they are to be masked with, or whether they are meant. */
function exports(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { variables, isDrift } = unmaskedExports(situation, current);
  if (variables.length === 0) return [];
  const fix = current?.kind === "profile" ? setting(variables, current) : null;
  return [found("claude-code.drift-exports", isDrift ? "warning" : "info", { variables }, fix)];
}

/** Keys as a target has them, or emptied. */
function setting(keys: readonly string[], target: SwitchTarget | null): Fix {
  const wanted = target === null ? {} : wantedEnv(target);
  return { kind: "settings", changes: keys.map((key) => setJson(["env", key], wanted[key] ?? "")) };
}
