import type { Row } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { readCcSwitch, readCcSwitchConfig } from "./read-cc-switch.ts";
import { fileOf } from "./testing/source-file.ts";

const UUID = "3b9a3e0a-8f62-4f0e-9d2e-0c1f5f9b7a11";

function row(change: Partial<Row>): Row {
  return {
    id: UUID,
    app_type: "claude",
    name: "Kimi For Coding",
    settings_config: "{}",
    meta: "{}",
    category: null,
    ...change,
  };
}

function claude(env: object): string {
  return JSON.stringify({ env, permissions: { allow: ["Bash"] }, mcpServers: { x: {} } });
}

const KIMI = claude({
  ANTHROPIC_BASE_URL: "https://api.kimi.example/anthropic",
  ANTHROPIC_AUTH_TOKEN: "sk-kimi",
  ANTHROPIC_MODEL: "k2",
  ANTHROPIC_SMALL_FAST_MODEL: "k2-turbo",
});

const CODEX_CONFIG = `model_provider = "custom"
model = "gpt-5.5"
[model_providers.custom]
name = "custom"
base_url = "https://relay.example/v1"
wire_api = "responses"
requires_openai_auth = true
[model_providers.other]
name = "other"
base_url = "https://other.example/v1"
[mcp_servers.x]
command = "x"
`;

test("of Claude Code settings only address, key, models and name are taken", () => {
  expect(readCcSwitch([row({ settings_config: KIMI })]).drafts).toEqual([
    {
      tool: "claude-code",
      origin: UUID,
      id: "kimi-for-coding",
      fields: {
        name: "Kimi For Coding",
        "base-url": "https://api.kimi.example/anthropic",
        model: "k2",
        "haiku-model": "k2-turbo",
      },
      keyStore: "auth-token",
      key: "sk-kimi",
    },
  ]);
});

test("of a Codex configuration only the table that it selects", () => {
  const settings = { auth: { OPENAI_API_KEY: "sk-relay" }, config: CODEX_CONFIG };
  const found = readCcSwitch([
    row({ app_type: "codex", name: "Relay", settings_config: JSON.stringify(settings) }),
  ]);
  expect(found.unusable).toEqual([]);
  expect(found.drafts).toEqual([
    {
      tool: "codex",
      origin: UUID,
      id: "relay",
      fields: {
        name: "Relay",
        "base-url": "https://relay.example/v1",
        model: "gpt-5.5",
        "wire-api": "responses",
      },
      keyStore: null,
      key: "sk-relay",
    },
  ]);
});

test("the key may be in the Codex table, and wins there", () => {
  const config = CODEX_CONFIG.replace(
    "[model_providers.other]",
    'experimental_bearer_token = "sk-table"\n$&',
  );
  const settings = JSON.stringify({ auth: { tokens: { access_token: "t" } }, config });
  expect(readCcSwitch([row({ app_type: "codex", settings_config: settings })]).drafts).toMatchObject([
    { key: "sk-table" },
  ]);
});

test("ids: the same at every reading, told apart by what cc-switch calls them, the oldest without a mark", () => {
  const rows = [
    row({ settings_config: KIMI }),
    row({ id: "1763000000000", settings_config: KIMI }),
    row({ id: "1763000000001", settings_config: KIMI }),
    row({ id: "default", name: "我的", settings_config: KIMI }),
    row({ id: "1763000000002", name: "供应商", settings_config: KIMI }),
    row({ id: "1763000000003", name: "Official", settings_config: KIMI }),
  ];
  const ids = readCcSwitch(rows).drafts.map(({ id }) => id);
  expect(ids).toEqual([
    "kimi-for-coding",
    expect.stringMatching(/^kimi-for-coding-[0-9a-f]{6}$/),
    expect.stringMatching(/^kimi-for-coding-[0-9a-f]{6}$/),
    "default",
    "api-kimi-example",
    "official-custom",
  ]);
  expect(new Set(ids).size).toBe(6);
  expect(readCcSwitch(rows).drafts.map(({ id }) => id)).toEqual(ids);
});

describe("what cannot be used", () => {
  const official = JSON.stringify({ auth: { tokens: { access_token: "t" } }, config: "" });
  test.each([
    [{ app_type: "gemini", settings_config: "{}" }, "import.other-tool"],
    [{ category: "official", settings_config: KIMI }, "import.official"],
    [{ settings_config: claude({}) }, "import.official"],
    [{ app_type: "codex", settings_config: official }, "import.official"],
    [{ settings_config: "{" }, "import.broken-settings"],
    [{ settings_config: null }, "import.broken-settings"],
    [{ app_type: "codex", settings_config: '{"config":"x = ["}' }, "import.broken-settings"],
    [{ app_type: "codex", settings_config: '{"config":3}' }, "import.broken-settings"],
    [{ settings_config: claude({ ANTHROPIC_BASE_URL: "https://x.example" }) }, "import.no-key"],
    [
      { settings_config: claude({ ANTHROPIC_BASE_URL: "localhost", ANTHROPIC_API_KEY: "k" }) },
      "import.bad-url",
    ],
    [{ settings_config: KIMI, meta: '{"apiFormat":"openai_chat"}' }, "import.wire-api"],
  ])("%o: %s", (change, code) => {
    expect(readCcSwitch([row(change)])).toMatchObject({
      drafts: [],
      unusable: [{ origin: "Kimi For Coding", code }],
    });
  });

  test("does not keep the others back", () => {
    const rows = [row({ settings_config: "{" }), row({ id: "b", settings_config: KIMI })];
    expect(readCcSwitch(rows).drafts).toHaveLength(1);
  });
});

test("config.json of earlier versions", () => {
  const settingsConfig = JSON.parse(KIMI) as unknown;
  const codex = { auth: { OPENAI_API_KEY: "sk-relay" }, config: CODEX_CONFIG };
  const config = {
    version: 2,
    claude: { providers: { k: { id: "k", name: "Kimi", settingsConfig } }, current: "k" },
    codex: { providers: { r: { id: "r", name: "Relay", settingsConfig: codex } }, current: "" },
    mcp: { claude: { servers: {} } },
  };
  expect(readCcSwitchConfig(fileOf(config)).drafts.map(({ tool, id, key }) => [tool, id, key])).toEqual([
    ["claude-code", "kimi", "sk-kimi"],
    ["codex", "relay", "sk-relay"],
  ]);
});
