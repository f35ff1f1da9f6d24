import { isJsonObject, type JsonObject } from "@zcf/formats";
import { OFFICIAL } from "../config/config.ts";
import { info, problem, warning } from "../report.ts";
import { CHATGPT_MODE, hasAccount, hasTokens, KEY, KEY_MODE, keyOf, MODE, modeOf } from "./credential.ts";
import { ownersOfKey } from "./owners.ts";
import { foreignEntries, parkKey, UNKNOWN, unparkKey } from "./park.ts";
import { type AuthOutcome, type AuthSituation, unchanged } from "./situation.ts";

/**
 * What `auth.json` should hold for OpenAI's own service: its own key if there is one, else the account alone, else no
 * file at all, because without any credential in it Codex's TUI exits (0.142, 0.169) where it would offer the login.
 */
export function authForOfficial(situation: AuthSituation): AuthOutcome {
  const key = officialKey(situation);
  if (key !== null) return withOwnKey(situation, key);
  if (situation.data !== null && hasAccount(situation.data)) return withAccount(situation, situation.data);
  const doubtful = doubtfulKey(situation);
  if (doubtful !== null) return withDoubtfulKey(situation, doubtful);
  return situation.data === null ? nothingThere(situation) : withoutFile(situation, situation.data);
}

/** The key that is in use and official's own, else the one we parked. */
function officialKey(situation: AuthSituation): string | null {
  const owners = ownersOfKey(situation)?.ids ?? [];
  const inUse = owners.includes(OFFICIAL) ? keyOf(situation.data ?? {}) : null;
  return inUse ?? situation.keys.keys[OFFICIAL] ?? null;
}

/** A key that may be official's, or any other server's: OpenAI must not get it unless the user says so. */
function doubtfulKey(situation: AuthSituation): string | null {
  const unused = ownersOfKey(situation)?.by === "unknown" ? keyOf(situation.data ?? {}) : null;
  return unused ?? situation.keys.keys[UNKNOWN] ?? null;
}

function withDoubtfulKey(situation: AuthSituation, key: string): AuthOutcome {
  const outcome = withOwnKey(situation, key);
  const found = problem("codex.key-owner-unknown", { file: situation.file }, { forceable: true });
  return { ...outcome, keys: unparkKey(outcome.keys, UNKNOWN), problems: [found] };
}

function withOwnKey(situation: AuthSituation, key: string): AuthOutcome {
  const { keys } = situation;
  const data = situation.data ?? {};
  const parked = keyOf(data) === key ? keys : parkKey(situation, keys);
  return {
    ...unchanged(situation),
    data: withMode({ ...data, [KEY]: key }, ownKeyMode(situation, data)),
    keys: parked.keys[OFFICIAL] === key ? unparkKey(parked, OFFICIAL) : parked,
  };
}

// `null` beside the tokens is how Codex itself writes a ChatGPT login.
function withAccount(situation: AuthSituation, data: JsonObject): AuthOutcome {
  const key = Object.hasOwn(data, KEY) ? { [KEY]: null } : {};
  return {
    ...unchanged(situation),
    data: withMode({ ...data, ...key }, accountMode(situation, data)),
    keys: parkKey(situation, situation.keys),
  };
}

function withoutFile(situation: AuthSituation, data: JsonObject): AuthOutcome {
  const entries = foreignEntries(data);
  const keys = parkKey(situation, situation.keys);
  const names = Object.keys(entries);
  const parked =
    names.length > 0 ? [info("codex.keys-parked", { file: situation.file, entries: names })] : [];
  return {
    ...unchanged(situation, { notices: [loginNeeded(), ...parked] }),
    data: null,
    keys: { ...keys, entries: { ...keys.entries, ...entries } },
  };
}

function nothingThere(situation: AuthSituation): AuthOutcome {
  const fromProvider = situation.config.current.kind !== "official";
  return unchanged(situation, { notices: fromProvider ? [loginNeeded()] : [] });
}

function loginNeeded(): ReturnType<typeof warning> {
  return warning("codex.login-needed", { provider: OFFICIAL });
}

function ownKeyMode(situation: AuthSituation, data: JsonObject): string | null {
  const mode = modeOf(data);
  if (mode === null) return null;
  if (!hasAccount(data)) return KEY_MODE;
  const before = modeBefore(situation, mode);
  return before === undefined ? mode : before;
}

function accountMode(situation: AuthSituation, data: JsonObject): string | null {
  const mode = modeOf(data);
  if (mode !== KEY_MODE) return mode;
  const before = modeBefore(situation, mode);
  if (before !== undefined && before !== KEY_MODE) return before;
  return hasTokens(data) ? CHATGPT_MODE : null;
}

/** The mode before zcf set the one that is written now; `undefined` when it did not. */
function modeBefore({ remembered }: AuthSituation, mode: string): string | null | undefined {
  const memory = remembered.mode;
  if (memory === null || !isJsonObject(memory) || memory["set"] !== mode) return undefined;
  const { before } = memory;
  return typeof before === "string" ? before : null;
}

function withMode(data: JsonObject, mode: string | null): JsonObject {
  if (mode !== null) return { ...data, [MODE]: mode };
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== MODE));
}
