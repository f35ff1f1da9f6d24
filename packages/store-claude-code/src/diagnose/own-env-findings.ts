import { setJson } from "@zcf/formats";
import { foreignUrl } from "../in-use.ts";
import { API_KEY, AUTH_TOKEN, BASE_URL } from "../owned-keys.ts";
import type { Situation } from "../situation.ts";
import { isMalformed, isVersioned, shownUrl, urlOf } from "../target-problems.ts";
import { type Found, found } from "./found.ts";

const CREDENTIALS: readonly string[] = [API_KEY, AUTH_TOKEN];

/** What is wrong with a server and key of the user's own, which no profile says anything of. */
export function ownEnvFindings(situation: Situation): readonly Found[] {
  const url = foreignUrl(situation.settings);
  if (url === null) return [];
  return [...address(situation, url), ...key(situation)];
}

function address({ settings: { file } }: Situation, text: string): readonly Found[] {
  const url = urlOf(text);
  if (url === null) return [found("claude-code.settings-url-invalid", "error", { file })];
  if (!isVersioned(url)) return [];
  const params = { file, url: shownUrl(text) };
  const changes = [setJson(["env", BASE_URL], text.replace(/\/v1\/*$/, ""))];
  // Before a query it is not at the end, and what the server makes of the rest is not known.
  const fix = /[?#]/.test(text) ? null : ({ kind: "settings", changes } as const);
  return [found("claude-code.settings-url-version", "error", params, fix)];
}

/** 2.1.197 sends white space around it as well. One of nothing else is none. */
function key({ settings: { file, env } }: Situation): readonly Found[] {
  const values = Object.entries(env).flatMap(([name, value]) =>
    CREDENTIALS.includes(name) && typeof value === "string" && isMalformed(value) && value.trim() !== ""
      ? [{ name, text: value.trim() }]
      : [],
  );
  if (values.length === 0) return [];
  const changes = values.map(({ name, text }) => setJson(["env", name], text));
  const fix = values.some(({ text }) => isMalformed(text)) ? null : ({ kind: "settings", changes } as const);
  const keys = values.map(({ name }) => name);
  return [found("claude-code.settings-key-malformed", "error", { file, keys }, fix)];
}
