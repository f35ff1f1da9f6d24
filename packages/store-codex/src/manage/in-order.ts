import type { FileEdit } from "@zcf/contract";
import { MODE } from "../auth/credential.ts";
import type { Keys } from "../auth/keys-file.ts";
import type { Situation } from "../situation.ts";
import type { Settled } from "./settle.ts";

/** The edits of each file. */
export interface Edits {
  readonly config: readonly FileEdit[];
  readonly auth: readonly FileEdit[];
  readonly keys: readonly FileEdit[];
}

/**
 * The order that leaks and loses least if it stops in between: a key is in its new place before it leaves the old one, and
 * there before its provider's table says so; one that only goes, goes last.
 */
export function inOrder(
  situation: Situation,
  settled: Settled,
  { config, auth, keys }: Edits,
): readonly FileEdit[] {
  const keysFirst = comesFirst(situation.keysFile.keys, settled.keys);
  const authGains = gainsEntry(situation.auth.data ?? {}, settled.data ?? {});
  const both = authGains ? [...auth, ...config] : [...config, ...auth];
  return keysFirst ? [...keys, ...both] : [...both, ...keys];
}

/** What is known of a provider comes first as well, unless a key goes that must be elsewhere before. */
function comesFirst(now: Keys, next: Keys): boolean {
  return gains(now, next) || (!gains(next, now) && gainsEntry(now.providers, next.providers));
}

function gains(now: Keys, next: Keys): boolean {
  return (["keys", "entries", "commands"] as const).some((record) => gainsEntry(now[record], next[record]));
}

function gainsEntry(
  now: Readonly<Record<string, unknown>>,
  next: Readonly<Record<string, unknown>>,
): boolean {
  // The mode tells which credential is sent; it is none.
  return Object.entries(next).some(([name, value]) => value !== null && name !== MODE && now[name] !== value);
}
