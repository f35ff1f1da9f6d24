import { type JsonChange, removeJson, setJson } from "@zcf/formats";
import { isOurHelper } from "../helper.ts";
import { API_KEY, AUTH_TOKEN, BASE_URL, keysOf, OWNED_KEYS } from "../owned-keys.ts";
import { HELPER, helperOf, textOf } from "../settings.ts";
import { exportedHere, type Situation } from "../situation.ts";
import type { SwitchTarget } from "../target.ts";
import { shownUrl } from "../target-problems.ts";
import { wantedEnv, wantedHelper } from "../wanted-env.ts";
import { type Fix, type Found, found } from "./found.ts";

/** Where `env` is not what the target in use needs. What is not wanted is emptied: a running session keeps what is removed. */
export function envFindings(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  if (situation.settings.broken !== null) return [];
  return [
    ...nullValues(situation),
    ...bothCredentials(situation, current),
    ...urlAlone(situation),
    ...leftovers(situation, current),
    ...otherModels(situation, current),
    ...exports(situation, current),
  ];
}

function nullValues({ settings: { file, env } }: Situation): readonly Found[] {
  const keys = OWNED_KEYS.map(({ key }) => key).filter((key) => env[key] === null);
  if (keys.length === 0) return [];
  return [found("claude-code.null-values", "error", { file, keys }, setting(keys, null))];
}

function bothCredentials(
  { settings: { file, env } }: Situation,
  current: SwitchTarget | null,
): readonly Found[] {
  const both = [API_KEY, AUTH_TOKEN];
  if (both.some((key) => env[key] === null || textOf(env[key]) === "")) return [];
  const wanted = current === null ? {} : wantedEnv(current);
  const other = both.filter((key) => wanted[key] === undefined);
  const fix = other.length === 1 ? setting(other, null) : null;
  return [found("claude-code.both-credentials", "error", { file }, fix)];
}

/** The login's token goes there. */
function urlAlone({ settings }: Situation): readonly Found[] {
  const { file, env } = settings;
  const hasCredential = [API_KEY, AUTH_TOKEN].some((key) => textOf(env[key]) !== "");
  const url = textOf(env[BASE_URL]);
  if (url === "" || hasCredential || helperOf(settings) !== null) return [];
  return [found("claude-code.url-alone", "error", { file, url: shownUrl(url) })];
}

/** The other credential has a finding of its own. */
function leftovers({ settings }: Situation, current: SwitchTarget | null): readonly Found[] {
  if (current === null) return [];
  const { file, env } = settings;
  const wanted = wantedEnv(current);
  const isBoth = [API_KEY, AUTH_TOKEN].every((key) => textOf(env[key]) !== "");
  const keys = keysOf("url", "backend", "headers", ...(isBoth ? [] : (["credential"] as const))).filter(
    (key) => env[key] !== null && textOf(env[key]) !== "" && wanted[key] === undefined,
  );
  const helper = helperOf(settings);
  const isOld = isOurHelper(helper) && helper !== wantedHelper(current);
  if (keys.length === 0 && !isOld) return [];
  const changes = [...emptied(keys), ...(isOld ? [removeJson(HELPER)] : [])];
  const params = { file, keys: [...keys, ...(isOld ? HELPER : [])] };
  return [found("claude-code.drift-leftovers", "warning", params, { kind: "settings", changes })];
}

function otherModels({ settings: { file, env } }: Situation, current: SwitchTarget | null): readonly Found[] {
  if (current === null) return [];
  const wanted = wantedEnv(current);
  const keys = keysOf("model").filter((key) => env[key] !== null && textOf(env[key]) !== (wanted[key] ?? ""));
  if (keys.length === 0) return [];
  return [found("claude-code.drift-models", "warning", { file, keys }, setting(keys, current))];
}

/** Without a target nobody can tell what they are to be masked with. */
function exports(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { store, settings } = situation;
  const variables = exportedHere(store).filter((name) => !Object.hasOwn(settings.env, name));
  if (variables.length === 0) return [];
  const fix = current === null ? null : setting(variables, current);
  return [found("claude-code.drift-exports", "warning", { variables }, fix)];
}

/** Keys as a target has them, or emptied. */
function setting(keys: readonly string[], target: SwitchTarget | null): Fix {
  const wanted = target === null ? {} : wantedEnv(target);
  return { kind: "settings", changes: keys.map((key) => setJson(["env", key], wanted[key] ?? "")) };
}

function emptied(keys: readonly string[]): readonly JsonChange[] {
  return keys.map((key) => setJson(["env", key], ""));
}
