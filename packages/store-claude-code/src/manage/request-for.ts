import type { ProviderRequest } from "@zcf/contract";
import type { Profile } from "../profile.ts";

/**
 * Asks for the list of models, which costs nothing; where a server has none (many third parties: 404), for one token of a
 * model of the profile.
 */
export function requestFor(profile: Profile, key: string | null): ProviderRequest | null {
  const { baseUrl, kind } = profile;
  if (baseUrl === null || kind === null) return null;
  const place = `${baseUrl.trim().replace(/\/+$/, "")}/v1`;
  const headers = {
    ...(key === null ? {} : credentialOf(kind, key)),
    "anthropic-version": "2023-06-01",
    accept: "application/json",
  };
  const list = { method: "GET", url: `${place}/models`, headers, body: null } as const;
  const model = modelOf(profile);
  return model === null ? list : { ...list, otherwise: answerOf(`${place}/messages`, model, headers) };
}

/** As Claude Code sends it. */
function credentialOf(kind: NonNullable<Profile["kind"]>, key: string): Readonly<Record<string, string>> {
  return {
    ...(kind === "auth_token" ? {} : { "x-api-key": key }),
    ...(kind === "api_key" ? {} : { authorization: `Bearer ${key}` }),
  };
}

/** Words that Claude Code itself makes a model of. */
const ALIASES = ["default", "best", "opus", "opusplan", "sonnet", "haiku", "fable"];

/** A model by its own name; Claude Code takes `[1m]` away before it sends one. */
function modelOf({ models }: Profile): string | null {
  const names = Object.values(models).map((model) => model.replace(/\[[^\]]*\]$/, ""));
  return names.find((name) => !ALIASES.includes(name)) ?? null;
}

function answerOf(url: string, model: string, headers: ProviderRequest["headers"]): ProviderRequest {
  const question = { model, max_tokens: 1, messages: [{ role: "user", content: "Hi" }] };
  return {
    method: "POST",
    url,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(question),
  };
}
