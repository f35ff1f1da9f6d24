import type { Files } from "./codex-home.ts";

/** A config with providers of every kind; `current` is the one in use. */
function config(current: string | null): string {
  const table = (id: string, ...lines: readonly string[]): string =>
    [`[model_providers.${id}]`, `name = "${id}"`, `base_url = "http://${id}.test/v1"`, ...lines, ""].join(
      "\n",
    );
  const stored = "requires_openai_auth = true";
  return [
    current === null ? "" : `model_provider = "${current}"`,
    table("alpha", stored, 'temp_env_key = "ALPHA_API_KEY"'),
    table("beta", stored, 'temp_env_key = "BETA_API_KEY"'),
    table("token", stored, 'experimental_bearer_token = "sk-token"'),
    table("env", 'env_key = "ENV_API_KEY"'),
    table("plain", stored),
    table("plain2", stored),
    table("same", stored).replace("http://same.test", "http://plain.test"),
    table("open"),
    table("old", 'temp_env_key = "ALPHA_API_KEY"'),
  ].join("\n");
}

/** What a ChatGPT login leaves. */
export const TOKENS = {
  id_token: "eyJ.id",
  access_token: "eyJ.access",
  refresh_token: "rt-1",
  account_id: "acc",
};
export const LOGIN: Readonly<Record<string, unknown>> = {
  auth_mode: "chatgpt",
  OPENAI_API_KEY: null,
  tokens: TOKENS,
  last_refresh: "2026-01-01T00:00:00Z",
};
/** Upstream's way of storing keys. */
export const ENTRIES = { ALPHA_API_KEY: "sk-alpha", BETA_API_KEY: "sk-beta" };

/** A home of that config and this `auth.json`. */
export function home(current: string | null, auth: object | string | null): Files {
  const text = typeof auth === "string" ? auth : JSON.stringify(auth, null, 2);
  return { "config.toml": config(current), ...(auth === null ? {} : { "auth.json": text }) };
}
