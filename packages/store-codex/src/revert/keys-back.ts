import type { FileEdit, Json, View } from "@zcf/contract";
import { type Keys, keysEdits, parseKeys } from "../auth/keys-file.ts";
import { changedSince } from "./changed-since.ts";
import type { Contents, Times } from "./config-back.ts";
import { sameJson } from "./same-json.ts";

/**
 * The edit of today's `zcf-keys.json` that takes back the entries in which two earlier states of it differ.
 *
 * Throws `codex.undo-changed` (conflict) for one that was changed since.
 */
export function keysBack(view: View, { file, before, after, now }: Contents): readonly FileEdit[] {
  const today = parseKeys({ file, content: now });
  const then = parseKeys({ file, content: before }).keys;
  const left = parseKeys({ file, content: after }).keys;
  const times = <Name extends keyof Keys>(name: Name): Times<Keys[Name]> => ({
    before: then[name],
    after: left[name],
    now: today.keys[name],
  });
  return keysEdits(view, today, {
    keys: recordBack(file, "keys", times("keys")),
    entries: recordBack(file, "entries", times("entries")),
    providers: recordBack(file, "providers", times("providers")),
    commands: recordBack(file, "commands", times("commands")),
  });
}

function recordBack<T extends Json>(
  file: string,
  record: string,
  { before, after, now }: Times<Readonly<Record<string, T>>>,
): Readonly<Record<string, T>> {
  const next = new Map(Object.entries(now));
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const values = { before: before[name], after: after[name], now: now[name] };
    if (sameJson(values.before, values.after) || sameJson(values.now, values.before)) continue;
    if (!sameJson(values.now, values.after)) throw changedSince(file, [record, name], 0);
    if (values.before === undefined) next.delete(name);
    else next.set(name, values.before);
  }
  return Object.fromEntries(next);
}
