/** What a key decides. All but `model` reach the server of the wrong provider, or send something of another one's there. */
export type Role = "url" | "credential" | "backend" | "headers" | "model";

/** A key of `settings.json` `env` that belongs to the switcher, and why (measured on 2.1.197 and 2.1.330). */
export interface OwnedKey {
  readonly key: string;
  readonly role: Role;
  readonly why: string;
}

export const BASE_URL = "ANTHROPIC_BASE_URL";
export const API_KEY = "ANTHROPIC_API_KEY";
export const AUTH_TOKEN = "ANTHROPIC_AUTH_TOKEN";
export const MODEL = "ANTHROPIC_MODEL";
export const HAIKU = "ANTHROPIC_DEFAULT_HAIKU_MODEL";
export const SONNET = "ANTHROPIC_DEFAULT_SONNET_MODEL";
export const OPUS = "ANTHROPIC_DEFAULT_OPUS_MODEL";

/**
 * Every key that a switch sets or empties.
 *
 * Not among them: `CLAUDE_CODE_OAUTH_TOKEN` (the user's own login; used only where no key or token is set), `API_TIMEOUT_MS`,
 * `ANTHROPIC_BETAS`, `CLAUDE_CODE_MAX_OUTPUT_TOKENS` (the user's tuning; they reach a server, but carry nobody's secret).
 */
export const OWNED_KEYS: readonly OwnedKey[] = [
  {
    key: BASE_URL,
    role: "url",
    why: "the server; without a credential beside it the login's token goes there",
  },
  { key: API_KEY, role: "credential", why: "x-api-key; sent beside AUTH_TOKEN when both are set" },
  {
    key: AUTH_TOKEN,
    role: "credential",
    why: "Authorization: Bearer; sent beside API_KEY when both are set",
  },
  { key: MODEL, role: "model", why: "the main model; beats the top-level model" },
  { key: OPUS, role: "model", why: "the alias opus, and the default model" },
  { key: SONNET, role: "model", why: "the alias sonnet" },
  { key: HAIKU, role: "model", why: "the alias haiku, and background calls" },
  { key: "ANTHROPIC_DEFAULT_FABLE_MODEL", role: "model", why: "the alias fable" },
  { key: "ANTHROPIC_DEFAULT_MODEL", role: "model", why: "the main model (2.1.330)" },
  { key: "ANTHROPIC_SMALL_FAST_MODEL", role: "model", why: "background calls" },
  { key: "CLAUDE_CODE_SUBAGENT_MODEL", role: "model", why: "the model of subagents" },
  { key: "ANTHROPIC_CUSTOM_HEADERS", role: "headers", why: "sent as they are, to whichever server is set" },
  {
    key: "CLAUDE_CODE_USE_BEDROCK",
    role: "backend",
    why: "BASE_URL is ignored, and AUTH_TOKEN goes to Bedrock",
  },
  {
    key: "CLAUDE_CODE_USE_VERTEX",
    role: "backend",
    why: "BASE_URL is ignored, and AUTH_TOKEN goes to Vertex",
  },
  { key: "CLAUDE_CODE_USE_FOUNDRY", role: "backend", why: "BASE_URL is ignored" },
];

/** The names of the keys with one of these roles. */
export function keysOf(...roles: readonly Role[]): readonly string[] {
  return OWNED_KEYS.filter(({ role }) => roles.includes(role)).map(({ key }) => key);
}

/** Exported, they change what settings do: settings cannot mask them. */
export const HOST_VARIABLES: readonly string[] = [
  "CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST",
  "ANTHROPIC_UNIX_SOCKET",
];
