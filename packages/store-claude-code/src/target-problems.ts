import { jsonAt } from "@zcf/formats";
import type { ClaudeProblems } from "./codes.ts";
import { isOurHelper } from "./helper.ts";
import { AUTH_TOKEN } from "./owned-keys.ts";
import type { Profile } from "./profile.ts";
import { THROUGH_ROUTER } from "./profiles.ts";
import { hint, type Problem, problem } from "./report.ts";
import { helperOf } from "./settings.ts";
import type { Situation } from "./situation.ts";
import type { SwitchTarget } from "./target.ts";
import { wantedEnv } from "./wanted-env.ts";

/** What speaks against a target, as opposed to an undo. */
export type TargetProblem = Problem<Exclude<keyof ClaudeProblems, "claude-code.undo-credential">>;

/** Why a target cannot, or should not, be switched to here; the worst first. */
export function targetProblems(situation: Situation, target: SwitchTarget): readonly TargetProblem[] {
  const own =
    target.kind === "official" ? [] : [...profileProblems(target.profile), ...rideAlong(situation, target)];
  return [...own, ...overridden(situation, target)];
}

/** What is wrong with a profile by itself. */
export function profileProblems(profile: Profile): readonly TargetProblem[] {
  return [...typeProblems(profile), ...keyProblems(profile), ...urlProblems(profile)];
}

function typeProblems({ id, type, kind, file }: Profile): readonly TargetProblem[] {
  const params = { file, profile: id };
  const next = hint("claude-code.hint-profile", params);
  if (kind !== null) return [];
  if (type === THROUGH_ROUTER) return [problem("claude-code.ccr-missing", params, { forceable: false })];
  return [problem("claude-code.auth-type", { ...params, value: type }, { forceable: false, hint: next })];
}

function keyProblems({ id, key, kind, file }: Profile): readonly TargetProblem[] {
  const params = { file, profile: id };
  const rest = { forceable: false, hint: hint("claude-code.hint-profile", params) };
  if (kind === null) return [];
  if (key === null)
    return [
      kind === "helper"
        ? problem("claude-code.helper-key-missing", params, { forceable: false })
        : problem("claude-code.key-missing", params, rest),
    ];
  return isMalformed(key) ? [problem("claude-code.key-malformed", params, rest)] : [];
}

/** White space or control characters, which no key has. */
export function isMalformed(key: string): boolean {
  return /[\s\p{Cc}]/u.test(key);
}

/** A key of Anthropic's own is meant for Anthropic. */
const ANTHROPIC_KEY = /^sk-ant-/;

function urlProblems({ id, key, kind, baseUrl, file }: Profile): readonly TargetProblem[] {
  const params = { file, profile: id };
  const next = hint("claude-code.hint-profile", params);
  if (kind === null) return [];
  if (baseUrl === null) {
    if (key !== null && ANTHROPIC_KEY.test(key)) return [];
    return [problem("claude-code.url-missing", params, { forceable: true, hint: next })];
  }
  const url = urlOf(baseUrl);
  if (url === null) return [problem("claude-code.url-invalid", params, { forceable: false, hint: next })];
  if (!isVersioned(url)) return [];
  const shown = { ...params, url: shownUrl(baseUrl) };
  return [problem("claude-code.url-version", shown, { forceable: true, hint: next })];
}

/** Whether it ends with the version that Claude Code appends itself. */
export function isVersioned({ pathname }: URL): boolean {
  return /\/v1\/*$/.test(pathname);
}

/** An http or https address; `null` for anything else. */
export function urlOf(text: string): URL | null {
  if (/\s/.test(text.trim()) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url : null;
}

/** An address without what may be secret in it. */
export function shownUrl(text: string): string {
  const url = urlOf(text);
  return url === null ? "" : `${url.origin}${url.pathname}`.replace(/\/$/, "");
}

/** Credentials that are not the target's, and would reach its server all the same. */
function rideAlong({ settings, state }: Situation, target: SwitchTarget): readonly TargetProblem[] {
  const helper = helperOf(settings);
  const consoleKey = state.data === null ? undefined : jsonAt(state.data, "primaryApiKey");
  const isToken = AUTH_TOKEN in wantedEnv(target);
  return [
    ...(helper !== null && !isOurHelper(helper)
      ? [problem("claude-code.api-key-helper", { file: settings.file }, { forceable: true })]
      : []),
    ...(isToken && typeof consoleKey === "string" && consoleKey.trim() !== ""
      ? [problem("claude-code.console-key", { file: state.file }, { forceable: true })]
      : []),
  ];
}

/** The machine's settings win, key by key: its server would get our credential, or ours its. */
function overridden({ managed }: Situation, target: SwitchTarget): readonly TargetProblem[] {
  const wanted = wantedEnv(target);
  return managed.flatMap(({ file, env }) => {
    const keys = Object.keys(env).filter((key) => env[key] !== (wanted[key] ?? ""));
    return keys.length === 0
      ? []
      : [problem("claude-code.keys-overridden", { file, keys }, { forceable: true })];
  });
}
