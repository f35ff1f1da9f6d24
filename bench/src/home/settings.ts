/** `config.toml` in the layout upstream zcf writes: each provider names the entry of `auth.json` that has its key. */
export function configText([active, other]: readonly [string, string]): string {
  return [
    `model_provider = "${active}"`,
    'model = "gpt-5.5"',
    "",
    "# the user's own remarks stay",
    "[analytics]",
    "enabled = false",
    ...[active, other].flatMap(providerTable),
    "",
  ].join("\n");
}

export function authText([active, other]: readonly [string, string]): string {
  const keys = {
    OPENAI_API_KEY: secret(active),
    [keyName(active)]: secret(active),
    [keyName(other)]: secret(other),
  };
  return JSON.stringify(keys, null, 2);
}

function providerTable(id: string): readonly string[] {
  return [
    "",
    `[model_providers.${id}]`,
    `name = "${id}"`,
    'base_url = "http://127.0.0.1:9/v1"',
    'wire_api = "responses"',
    "requires_openai_auth = true",
    `temp_env_key = "${keyName(id)}"`,
  ];
}

function keyName(id: string): string {
  return `${id.toUpperCase().replaceAll("-", "_")}_API_KEY`;
}

function secret(id: string): string {
  return `sk-${id}`;
}
