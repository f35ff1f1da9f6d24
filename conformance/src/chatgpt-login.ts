import type { JsonObject } from "./json.ts";

const HOUR = 3_600;

/**
 * The `tokens` of an `auth.json` after `codex login` with ChatGPT: unsigned, of a made-up account.
 * `now` in milliseconds; they are good for an hour, so nothing refreshes them.
 */
export function chatgptTokens(now: number): JsonObject {
  const claims = { ...CLAIMS, iat: Math.floor(now / 1000), exp: Math.floor(now / 1000) + HOUR };
  return {
    id_token: unsignedJwt({ ...claims, email: "nobody@example.invalid" }),
    access_token: unsignedJwt(claims),
    refresh_token: "rt-fake",
    account_id: "acct-fake",
  };
}

const CLAIMS = {
  iss: "https://auth.openai.com",
  "https://api.openai.com/auth": {
    chatgpt_account_id: "acct-fake",
    chatgpt_user_id: "user-fake",
    chatgpt_plan_type: "plus",
  },
};

function unsignedJwt(claims: JsonObject): string {
  return [{ alg: "none", typ: "JWT" }, claims].map(base64url).join(".") + ".c2ln";
}

function base64url(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
