/** The key that moves. */
export const KEY = "sk-moving-0123456789";
export const STORES = ["bearer", "auth-json", "env", "command", "none"] as const;
export type Store = (typeof STORES)[number];

/** What a ChatGPT login leaves. */
export const LOGIN = {
  auth_mode: "chatgpt",
  OPENAI_API_KEY: null,
  tokens: { id_token: "eyJ.id", access_token: "eyJ.access", refresh_token: "rt-1", account_id: "acc" },
  last_refresh: "2026-01-01T00:00:00Z",
};

/** A table with what people put into one, up to its key. */
export const FIRST = `# top
[model_providers.x] # the one
# about the name
name = 'X' # mine
base_url = "http://x.test/v1" # here
request_max_retries = 3
query_params = { "api-version" = "1" }
`;
/** What stands behind it. */
export const REST = `
[projects."/x"]
trust_level = "trusted"
`;

/** What stands in the table for each place, as somebody may have written it. */
export const LINES: Readonly<Record<Store, string>> = {
  bearer: `experimental_bearer_token = "${KEY}" # secret\n`,
  "auth-json": 'requires_openai_auth = true\ntemp_env_key = "X_KEY"\n',
  env: 'env_key = "X_VARIABLE"\n',
  command: '\n[model_providers.x.auth]\ncommand = "zcf"\nargs = ["key", "codex/x"]\n',
  none: "",
};

/** What the table holds beside what is never touched. */
export const AFTER: Readonly<Record<Store, string>> = {
  bearer: `experimental_bearer_token = "${KEY}"\n`,
  "auth-json": "requires_openai_auth = true\n",
  env: 'env_key = "X_VARIABLE"\n',
  command: 'auth = { command = "zcf", args = ["key", "codex/x"] }\n',
  none: "",
};

/** What is around a provider when its key moves. */
export interface Around {
  readonly current: boolean;
  readonly auth: Readonly<Record<string, unknown>> | null;
}

/** A home with a provider `x`. */
export function filesOf(store: Store, { current, auth }: Around): Readonly<Record<string, string>> {
  const stored = store === "auth-json" ? { X_KEY: KEY, ...(current ? inUse(auth) : {}) } : {};
  const next = store === "auth-json" || auth !== null ? { ...auth, ...stored } : null;
  const keys = { format: 2, keys: {}, entries: {}, providers: {}, commands: { x: KEY } };
  return {
    "config.toml": (current ? 'model_provider = "x"\n' : "") + FIRST + LINES[store] + REST,
    ...(next === null ? {} : { "auth.json": JSON.stringify(next, null, 2) }),
    ...(store === "command" ? { "zcf-keys.json": JSON.stringify(keys) } : {}),
  };
}

function inUse(auth: Around["auth"]): object {
  return { OPENAI_API_KEY: KEY, ...(auth === null ? {} : { auth_mode: "apikey" }) };
}
