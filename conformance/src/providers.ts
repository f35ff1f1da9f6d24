import type { FakeResponses } from "./fake-responses.ts";

/** Where a provider's key lives: upstream's layout in `auth.json`, or a token in the provider's own table. */
export type KeyPlace = "auth.json" | "table";

/** The key of a provider; the fake servers record it, nothing checks it. */
export function keyOf(id: string): string {
  return `sk-${id}`;
}

/** The header Codex sends with a provider's key. */
export function bearerOf(id: string): string {
  return `Bearer ${keyOf(id)}`;
}

/** The name under which upstream zcf keeps a provider's key in `auth.json`. */
export function keyNameOf(id: string): string {
  return `${id.toUpperCase()}_API_KEY`;
}

/** The text of a `config.toml` with one table per server, `active` selected. */
export function configText(servers: readonly FakeResponses[], active: string, keys: KeyPlace): string {
  return [
    `model_provider = "${active}"`,
    'model = "gpt-5.5"',
    "",
    "[analytics]",
    "enabled = false",
    "",
    "[features]",
    "plugins = false",
    ...servers.flatMap((server) => ["", ...providerTable(server, keys)]),
    "",
  ].join("\n");
}

function providerTable(server: FakeResponses, keys: KeyPlace): readonly string[] {
  return [
    `[model_providers.${server.name}]`,
    `name = "${server.name}"`,
    `base_url = "${server.baseUrl}"`,
    'wire_api = "responses"',
    ...(keys === "table"
      ? [`experimental_bearer_token = "${keyOf(server.name)}"`]
      : [`temp_env_key = "${keyNameOf(server.name)}"`, "requires_openai_auth = true"]),
  ];
}

/** Upstream's `auth.json`: every provider's key under its own name, the active one's as `OPENAI_API_KEY`. */
export function storedKeys(ids: readonly string[], active: string): Readonly<Record<string, string>> {
  const named = ids.map((id) => [keyNameOf(id), keyOf(id)]);
  return { OPENAI_API_KEY: keyOf(active), ...(Object.fromEntries(named) as Record<string, string>) };
}
