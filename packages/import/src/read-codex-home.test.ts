import { expect, test } from "vitest";
import { readCodexHome } from "./read-codex-home.ts";
import { fileOf } from "./testing/source-file.ts";

const CONFIG = `
model_provider = "alpha"

[model_providers.alpha]
name = "Alpha"
base_url = "https://alpha.example/v1"
wire_api = "responses"
requires_openai_auth = true

[model_providers.beta]
name = "Beta"
base_url = "https://beta.example/v1"
temp_env_key = "BETA_API_KEY"
model = "beta-1"

[model_providers.gamma]
name = "Gamma"
base_url = "https://gamma.example/v1"
experimental_bearer_token = "sk-gamma"
temp_env_key = "BETA_API_KEY"

[model_providers.delta]
name = "Delta"
base_url = "https://delta.example/v1"
env_key = "DELTA_KEY"

[model_providers.openai]
name = "Mine"
base_url = "https://mine.example/v1"

[model_providers.chat]
name = "Chat"
base_url = "https://chat.example/v1"
wire_api = "chat"

[model_providers.nowhere]
name = "Nowhere"

[model_providers.secretive]
name = "S"
base_url = "https://user:pw@s.example/v1"
`;
const AUTH = { OPENAI_API_KEY: "sk-alpha", BETA_API_KEY: "sk-beta" };

test("each table with its key, wherever that is, and the reason of each that cannot be used", () => {
  const { drafts, unusable } = readCodexHome({ config: fileOf(CONFIG), auth: fileOf(AUTH) });
  expect(drafts.map(({ id, key, keyStore }) => [id, key, keyStore])).toEqual([
    ["alpha", "sk-alpha", null],
    ["beta", "sk-beta", null],
    ["gamma", "sk-gamma", null],
    ["delta", "DELTA_KEY", "env"],
    ["openai-custom", null, null],
  ]);
  expect(drafts[1]?.fields).toEqual({ name: "Beta", "base-url": "https://beta.example/v1", model: "beta-1" });
  expect(unusable.map(({ origin, code, params }) => [origin, code, params])).toEqual([
    ["chat", "import.wire-api", { wireApi: "chat" }],
    ["nowhere", "import.no-url", {}],
    ["secretive", "import.bad-url", {}],
  ]);
});

test("an official key is nobody else's: only the provider in use that asks for it has it", () => {
  const config = CONFIG.replace('"alpha"', '"beta"');
  const { drafts } = readCodexHome({ config: fileOf(config), auth: fileOf(AUTH) });
  expect(drafts.find(({ id }) => id === "alpha")?.key).toBeNull();
});

test("beside a ChatGPT login stands the key of OpenAI, whoever is in use", () => {
  const auth = fileOf({ ...AUTH, auth_mode: "chatgpt", tokens: { access_token: "eyJ" } });
  const { drafts } = readCodexHome({ config: fileOf(CONFIG), auth });
  expect(drafts.find(({ id }) => id === "alpha")?.key).toBeNull();
});

test.each(["temp_env_key", "env_key"])("no table gets what is Codex's own by naming it: %s", (field) => {
  const auth = { OPENAI_API_KEY: "sk-official", auth_mode: "apikey", last_refresh: "2026-01-01" };
  for (const name of Object.keys(auth)) {
    const config = `[model_providers.x]\nname = "X"\nbase_url = "https://x.example"\n${field} = "${name}"\n`;
    const { drafts } = readCodexHome({ config: fileOf(config), auth: fileOf(auth) });
    expect(drafts).toMatchObject([
      field === "env_key" ? { key: name, keyStore: "env" } : { key: null, keyStore: null },
    ]);
  }
});

test("older files of upstream name the key of auth.json in env_key", () => {
  const config = '[model_providers.old]\nname="O"\nbase_url="https://o.example"\nenv_key="OLD_KEY"\n';
  const { drafts } = readCodexHome({ config: fileOf(config), auth: fileOf({ OLD_KEY: "sk-old" }) });
  expect(drafts).toMatchObject([{ key: "sk-old", keyStore: null }]);
});

test("nothing where there is no config, and no auth.json is fine", () => {
  expect(readCodexHome({ config: null, auth: null })).toEqual({ drafts: [], unusable: [] });
  expect(readCodexHome({ config: fileOf(CONFIG), auth: null }).drafts[1]?.key).toBeNull();
});

test("a broken file is named with its place, and nothing of what it holds", () => {
  const config = fileOf('[model_providers.a]\nexperimental_bearer_token = "sk-canary', "/h/config.toml");
  let thrown: unknown;
  try {
    readCodexHome({ config, auth: null });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: "import.broken", params: { file: "/h/config.toml", line: 2 } });
  expect(String(thrown)).not.toContain("canary");
});
