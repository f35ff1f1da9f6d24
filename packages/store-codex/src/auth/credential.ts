import { isJsonObject, type JsonObject, jsonAt } from "@zcf/formats";

/** The entry of `auth.json` that holds the key in use. */
export const KEY = "OPENAI_API_KEY";

/** The entry that says which credential is in use. */
export const MODE = "auth_mode";

/** The mode in which the key is in use. */
export const KEY_MODE = "apikey";

/** The mode of a ChatGPT login. */
export const CHATGPT_MODE = "chatgpt";

/** What Codex sends to a provider with `requires_openai_auth = true`, and to its own service. */
export type Sent = "key" | "account" | "none";

// Fields of other kinds of login than a key (0.169; names from the binary).
const LOGINS = ["agent_identity", "personal_access_token", "bedrock_api_key", "bedrock_access_keys"];

/** The key in use, or that would be; `null` when there is none, or an empty one. */
export function keyOf(data: JsonObject): string | null {
  return usable(data[KEY]);
}

/** The `auth_mode` written in the file. */
export function modeOf(data: JsonObject): string | null {
  const mode = data[MODE];
  return typeof mode === "string" ? mode : null;
}

/** A key stored under an entry that is not Codex's own. */
export function entryOf(data: JsonObject, name: string): string | null {
  return isCodexOwn(name) ? null : usable(data[name]);
}

/** What tells one account from another, however often its tokens are renewed; the same for all that name none. */
export function accountOf(data: JsonObject): string {
  const account = jsonAt(data, "tokens", "account_id");
  return typeof account === "string" ? account : "";
}

/** Whether a login with tokens is there. */
export function hasTokens(data: JsonObject): boolean {
  const token = jsonAt(data, "tokens", "access_token") ?? jsonAt(data, "tokens", "refresh_token");
  return usable(token) !== null;
}

/** The entries that a login makes and Codex renews by itself: they are never ours to put back, nor to take. */
export const OWN_TO_LOGIN: readonly string[] = ["tokens", "last_refresh", ...LOGINS];

/** Whether an entry is part of the login, or whatever key is in use: no provider's own key is there. */
export function isCodexOwn(name: string): boolean {
  return [KEY, MODE, ...OWN_TO_LOGIN].includes(name);
}

/** Whether any login but a key is there. */
export function hasAccount(data: JsonObject): boolean {
  return hasTokens(data) || hasOtherLogin(data);
}

/** Whether a login is there that is neither a key nor tokens. */
export function hasOtherLogin(data: JsonObject): boolean {
  return LOGINS.some((field) => usable(data[field]) !== null || isJsonObject(data[field]));
}

/**
 * Which credential Codex sends (0.115 to 0.169): the mode decides; without one a key, also an empty one, comes first.
 *
 * Where a login of another kind is there and no mode is written, the account is assumed.
 */
export function sent(data: JsonObject): Sent {
  const mode = modeOf(data);
  const account = hasAccount(data) ? "account" : "none";
  if (mode === KEY_MODE) return keyOf(data) === null ? "none" : "key";
  if (mode !== null || hasOtherLogin(data)) return account;
  return typeof data[KEY] === "string" ? "key" : account;
}

function usable(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
