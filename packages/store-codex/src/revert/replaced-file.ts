import type { FileEdit, View } from "@zcf/contract";
import { applyHunks, differingPart, editJson, type JsonObject, removeJson, setJson } from "@zcf/formats";
import { parseAuth } from "../auth/auth-file.ts";
import { hasAccount, KEY_MODE, MODE, modeOf, OWN_TO_LOGIN } from "../auth/credential.ts";
import { refusal } from "../report.ts";
import { isBare } from "./auth-back.ts";
import type { Contents } from "./config-back.ts";
import { sameJson } from "./same-json.ts";

/** A file of a backup and as it is now. */
export type Replacement = Omit<Contents, "after"> & { readonly group: string };

/** The edit that makes a file what it was. */
export function replacedFile(view: View, { group, file, before, now }: Replacement): readonly FileEdit[] {
  const common = { group, file, sensitive: true } as const;
  if (before === null) return now === null ? [] : [{ ...common, kind: "remove", content: now }];
  if (now === null) return [{ ...common, kind: "create", content: before, mode: 0o600 }];
  if (isSame(before, now)) return [];
  return [{ ...common, kind: "patch", base: view.digest(now), hunks: [differingPart(now, before)] }];
}

/**
 * The same for `auth.json`, but for logins: the one that is there stays, and none comes back. A token of a backup may
 * have been renewed since, and is worth nothing then.
 *
 * Throws `codex.auth-syntax` where either side cannot be read.
 */
export function replacedAuth(view: View, replacement: Replacement): readonly FileEdit[] {
  return replacedFile(view, { ...replacement, before: withLoginOfNow(replacement) });
}

function withLoginOfNow({ file, before, now }: Replacement): Uint8Array | null {
  const then = parseAuth({ file, content: before });
  const today = parseAuth({ file, content: now });
  if (then.broken !== null) throw refusal(then.broken);
  // What Codex cannot read is no login that could be lost.
  const login = loginOf(today.data ?? {});
  const wanted = { ...withoutLogin(then.data ?? {}), ...login };
  const next = hasAccount(wanted) ? withMode(wanted, today.data ?? {}) : wanted;
  if (isBare(next)) return null;
  if (then.content === null || then.data === null) return printed(next);
  return applyHunks(then.content, editJson(then.content, changes(then.data, next)));
}

function loginOf(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([name]) => OWN_TO_LOGIN.includes(name)));
}

function withoutLogin(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !OWN_TO_LOGIN.includes(name)));
}

/** Where the backup says another login than a key, it is today's kind that counts. */
function withMode(next: JsonObject, today: JsonObject): JsonObject {
  const [then, now] = [modeOf(next), modeOf(today)];
  return then === null || then === KEY_MODE || now === null || now === KEY_MODE
    ? next
    : { ...next, [MODE]: now };
}

function changes(data: JsonObject, next: JsonObject): Parameters<typeof editJson>[1] {
  const gone = Object.keys(data).filter((name) => !Object.hasOwn(next, name));
  const set = Object.entries(next).filter(([name, value]) => !sameJson(data[name], value));
  return [...set.map(([name, value]) => setJson([name], value)), ...gone.map((name) => removeJson([name]))];
}

// As Codex writes it.
function printed(data: JsonObject): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(data, null, 2));
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
