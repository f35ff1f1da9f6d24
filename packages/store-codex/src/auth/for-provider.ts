import type { Json, Memory } from "@zcf/contract";
import { isJsonObject, type JsonObject } from "@zcf/formats";
import type { Provider } from "../config/provider.ts";
import { hint, type Problem, problem, warning } from "../report.ts";
import {
  entryOf,
  hasAccount,
  hasOtherLogin,
  KEY,
  KEY_MODE,
  keyOf,
  MODE,
  modeOf,
  sent,
} from "./credential.ts";
import type { Keys } from "./keys-file.ts";
import { mayServe, ownersOfKey, rememberOwner } from "./owners.ts";
import { parkKey, unparkKey } from "./park.ts";
import { type AuthOutcome, type AuthSituation, MODE_MEMORY, unchanged } from "./situation.ts";

/** What `auth.json` should hold for a provider table. */
export function authForProvider(situation: AuthSituation, provider: Provider): AuthOutcome {
  const { credential } = provider;
  if (credential.kind === "own") return unchanged(situation, { remember: rememberOwner(situation) });
  if (credential.kind === "none") return withoutCredential(situation, provider);
  return credential.entry === null
    ? storedByUs(situation, provider)
    : storedInEntry(situation, provider, credential.entry);
}

// Codex up to 0.142 sends auth.json's credential all the same; from 0.150 on it sends nothing.
function withoutCredential(situation: AuthSituation, provider: Provider): AuthOutcome {
  const params = { file: situation.file, provider: provider.id };
  return unchanged(situation, {
    remember: rememberOwner(situation),
    notices: servesIt(situation, provider) ? [] : [warning("codex.old-codex-sends-auth", params)],
  });
}

function storedInEntry(situation: AuthSituation, provider: Provider, entry: string): AuthOutcome {
  const { file, data, keys } = situation;
  const params = { file, provider: provider.id, entry };
  const kept = entryOf(data ?? {}, entry) ?? entryOf(keys.entries, entry);
  const key = kept ?? ownKey(situation, provider);
  const next = { forceable: false, hint: hint("codex.hint-add-key", { file, entry }) };
  if (key === null) return refused(situation, problem("codex.key-missing", params, next));
  if (/\s/.test(key)) return refused(situation, problem("codex.key-malformed", params, next));
  return withKey(situation, provider, key);
}

// No entry is named: the key that we parked, or one that is this server's already. Else nobody knows.
function storedByUs(situation: AuthSituation, provider: Provider): AuthOutcome {
  const key = ownKey(situation, provider) ?? sharedKey(situation, provider);
  if (key !== null) return withKey(situation, provider, key);
  const { file, data } = situation;
  if (sent(data ?? {}) === "none") {
    return unchanged(situation, { notices: [warning("codex.login-needed", { provider: provider.id })] });
  }
  if (servesIt(situation, provider)) return unchanged(situation);
  const next = hint("codex.hint-name-key", { provider: provider.id });
  const params = { file, provider: provider.id };
  return refused(situation, problem("codex.key-unknown", params, { forceable: true, hint: next }));
}

function refused(situation: AuthSituation, found: Problem): AuthOutcome {
  return unchanged(situation, { problems: [found] });
}

function ownKey(situation: AuthSituation, { id }: Provider): string | null {
  const owners = ownersOfKey(situation)?.ids ?? [];
  const inUse = owners.includes(id) ? keyOf(situation.data ?? {}) : null;
  return inUse ?? situation.keys.keys[id] ?? null;
}

function sharedKey(situation: AuthSituation, provider: Provider): string | null {
  const owners = ownersOfKey(situation)?.ids ?? [];
  return mayServe(situation, owners, provider) ? keyOf(situation.data ?? {}) : null;
}

/** Whether what Codex would send from `auth.json` as it is was given for this provider's server. */
function servesIt(situation: AuthSituation, provider: Provider): boolean {
  const what = sent(situation.data ?? {});
  if (what === "none") return true;
  const owners = what === "key" ? (ownersOfKey(situation)?.ids ?? []) : ["official"];
  return mayServe(situation, owners, provider);
}

function withKey(situation: AuthSituation, provider: Provider, key: string): AuthOutcome {
  const data = situation.data ?? {};
  const replaces = keyOf(data) !== null && keyOf(data) !== key;
  const parked = replaces ? parkKey(situation, situation.keys) : situation.keys;
  const { entries, keys } = entriesBack(data, parked);
  const mode = keyMode(data) ? { [MODE]: KEY_MODE } : {};
  return {
    ...unchanged(situation, { remember: rememberMode(situation) }),
    data: { ...data, [KEY]: key, ...entries, ...mode },
    keys: keys.keys[provider.id] === key ? unparkKey(keys, provider.id) : keys,
  };
}

// Not while tokens are there: their refresh deletes every entry that is not Codex's own.
function entriesBack(data: JsonObject, keys: Keys): { readonly entries: JsonObject; readonly keys: Keys } {
  if (hasAccount(data)) return { entries: {}, keys };
  const missing = Object.entries(keys.entries).filter(([name]) => !Object.hasOwn(data, name));
  return { entries: Object.fromEntries(missing), keys: { ...keys, entries: {} } };
}

/** Whether a mode must say that the key is in use: one is written, or another login might come first. */
function keyMode(data: JsonObject): boolean {
  return modeOf(data) !== null || Object.hasOwn(data, MODE) || hasOtherLogin(data);
}

function rememberMode({ data, remembered, config }: AuthSituation): readonly Memory[] {
  const mode = modeOf(data ?? {});
  const changes = keyMode(data ?? {}) && mode !== KEY_MODE;
  const stale = config.current.kind === "official" && before(remembered.mode) !== mode;
  const known = remembered.mode !== null;
  if (!changes && !(stale && known)) return [];
  return [{ key: MODE_MEMORY, value: { before: mode, set: KEY_MODE }, write: "replace" }];
}

function before(memory: Json | null): Json | undefined {
  return memory !== null && isJsonObject(memory) ? memory["before"] : undefined;
}
