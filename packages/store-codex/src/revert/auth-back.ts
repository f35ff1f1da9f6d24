import type { FileEdit, Json, View } from "@zcf/contract";
import type { JsonObject } from "@zcf/formats";
import { authEdits } from "../auth/auth-edits.ts";
import { type AuthFile, parseAuth } from "../auth/auth-file.ts";
import { hasAccount, KEY, KEY_MODE, keyOf, MODE, OWN_TO_LOGIN } from "../auth/credential.ts";
import { foreignEntries } from "../auth/park.ts";
import { refusal } from "../report.ts";
import { changedSince } from "./changed-since.ts";
import type { Contents, Times } from "./config-back.ts";
import { sameJson } from "./same-json.ts";

/**
 * The edit of today's `auth.json` that takes back the entries in which two earlier states of it differ.
 *
 * A login is never put back, nor taken: its tokens are renewed, and who logged in since stays logged in. Without any
 * credential left the file goes. Throws `codex.undo-changed` (conflict) for an entry that was changed since,
 * `codex.auth-syntax` where today's file cannot be read.
 */
export function authBack(view: View, { file, ...contents }: Contents): readonly FileEdit[] {
  const now = parseAuth({ file, content: contents.now });
  if (now.broken !== null) throw refusal(now.broken);
  const before = sideOf(file, contents.before);
  const after = sideOf(file, contents.after);
  const next = entriesBack(file, { before, after, now: now.data ?? {} });
  return next === null ? [] : authEdits(view, now, isBare(next) ? null : next);
}

function sideOf(file: AuthFile["file"], content: Uint8Array | null): JsonObject {
  const { data, broken } = parseAuth({ file, content });
  if (broken !== null) throw changedSince(file, [], 0);
  return data ?? {};
}

/** Nothing that Codex could log in with, and nothing of anybody else's: its TUI exits on such a file (0.142, 0.169). */
export function isBare(data: JsonObject): boolean {
  const others = Object.keys(foreignEntries(data)).filter((name) => !OWN_TO_LOGIN.includes(name));
  return keyOf(data) === null && !hasAccount(data) && others.length === 0;
}

/** `null` where nothing has to change. */
function entriesBack(file: string, times: Times<JsonObject>): JsonObject | null {
  const { before, after, now } = times;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const ours = names.filter((name) => !OWN_TO_LOGIN.includes(name) && differs(name, before, after));
  const changes = ours.flatMap((name) => {
    const change = changeOf(file, name, times);
    return change === null ? [] : [[name, change.value] as const];
  });
  if (changes.length === 0) return null;
  const next = new Map<string, Json>(Object.entries(now));
  for (const [name, value] of changes) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
}

/** What becomes of an entry that was changed; `null` where it stays. */
function changeOf(
  file: string,
  name: string,
  { before, after, now }: Times<JsonObject>,
): { readonly value: Json | undefined } | null {
  if (!differs(name, now, before)) return null;
  if (!differs(name, now, after)) return { value: at(before, name) };
  if (name === MODE) return modeBack(file, { before, after, now });
  throw changedSince(file, [name], 0);
}

/**
 * The mode belongs to whatever login was made last. That one keeps it, unless the key that comes back would not be
 * what Codex sends then.
 */
function modeBack(
  file: string,
  { before, now }: Times<JsonObject>,
): { readonly value: Json | undefined } | null {
  if (before[MODE] !== KEY_MODE) return null;
  if (hasAccount(now)) throw changedSince(file, [MODE], 0);
  return { value: KEY_MODE };
}

/** No key at all and `null` for one mean the same to Codex, which writes the latter beside tokens. */
function differs(name: string, left: JsonObject, right: JsonObject): boolean {
  const [one, other] = [at(left, name), at(right, name)];
  return name === KEY ? !sameJson(one ?? null, other ?? null) : !sameJson(one, other);
}

function at(data: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}
