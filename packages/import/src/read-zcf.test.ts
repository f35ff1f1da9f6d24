import { expect, test } from "vitest";
import { readZcf } from "./read-zcf.ts";
import { fileOf } from "./testing/source-file.ts";

const CONFIG = `version = "1.0.0"
[general]
preferredLang = "en"
[claudeCode]
enabled = true
currentProfile = "glm-provider"

[claudeCode.profiles]

[claudeCode.profiles.glm-provider]
name = "GLM Provider"
authType = "auth_token"
apiKey = "glm-secret"
baseUrl = "https://open.bigmodel.cn/api/anthropic"
primaryModel = "glm-4.6"
defaultHaikuModel = "glm-4.5-air"
defaultSonnetModel = "glm-4.6"
defaultOpusModel = "glm-4.6"

[claudeCode.profiles.router]
name = "Router"
authType = "ccr_proxy"

[claudeCode.profiles.empty]
name = "Empty"
authType = "api_key"
baseUrl = "https://e.example"

[claudeCode.profiles.helped]
name = "Helped"
authType = "auth_token"
apiKey = "zcf-key-helper"
baseUrl = "https://h.example"
`;
const LEGACY = {
  currentProfileId: "work",
  profiles: {
    work: { id: "work", name: "Work API", authType: "api_key", apiKey: "k1", baseUrl: "https://w.example" },
  },
};

test("profiles with all of their models", () => {
  expect(readZcf({ config: fileOf(CONFIG), legacy: null })).toEqual({
    drafts: [
      {
        tool: "claude-code",
        origin: "glm-provider",
        id: "glm-provider",
        fields: {
          name: "GLM Provider",
          "base-url": "https://open.bigmodel.cn/api/anthropic",
          model: "glm-4.6",
          "haiku-model": "glm-4.5-air",
          "sonnet-model": "glm-4.6",
          "opus-model": "glm-4.6",
        },
        keyStore: "auth-token",
        key: "glm-secret",
      },
    ],
    unusable: [
      { tool: "claude-code", origin: "router", code: "import.through-router", params: {} },
      { tool: "claude-code", origin: "empty", code: "import.no-key", params: {} },
      { tool: "claude-code", origin: "helped", code: "import.no-key", params: {} },
    ],
  });
});

test("the older file counts only where the newer one has no profiles, as for upstream", () => {
  const config = fileOf(CONFIG);
  const none = fileOf("[claudeCode]\nenabled = true\n[claudeCode.profiles]\n");
  expect(readZcf({ config, legacy: fileOf(LEGACY) }).drafts.map(({ id }) => id)).toEqual(["glm-provider"]);
  expect(readZcf({ config: none, legacy: fileOf(LEGACY) }).drafts).toMatchObject([
    { id: "work", key: "k1", keyStore: "api-key", fields: { name: "work" } },
  ]);
  expect(readZcf({ config: null, legacy: fileOf(LEGACY) }).drafts).toHaveLength(1);
});

test("JSON that upstream renamed to config.toml", () => {
  const config = fileOf({ claudeCode: LEGACY });
  expect(readZcf({ config, legacy: null }).drafts).toMatchObject([{ id: "work" }]);
});

test.each(["", "[general]\npreferredLang = 'en'\n", "[claudeCode]\nprofiles = 3\n"])(
  "%j has none",
  (text) => {
    expect(readZcf({ config: fileOf(text), legacy: null })).toEqual({ drafts: [], unusable: [] });
  },
);
