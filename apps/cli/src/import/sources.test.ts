import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeCcSwitchDatabase, whileHeld } from "../testing/cc-switch-database.ts";
import type { ImportBox } from "../testing/import-box.ts";
import { makeImportBox } from "../testing/import-box.ts";

const KEY = "sk-canary-7d21f0";

const GLM_ENV = { ANTHROPIC_BASE_URL: "https://glm.example/anthropic", ANTHROPIC_AUTH_TOKEN: `${KEY}-glm` };

const RELAY = `model_provider = "custom"
model = "gpt-5.5"
[model_providers.custom]
name = "custom"
base_url = "https://relay.example/v1"
wire_api = "responses"
[mcp_servers.x]
command = "x"
`;

function ccSwitchIn(box: ImportBox): string {
  box.write(".cc-switch/settings.json", { currentProviderCodex: "b" });
  const path = join(box.home, ".cc-switch", "cc-switch.db");
  makeCcSwitchDatabase(path, [
    { id: "a", app: "claude", name: "GLM", settings: { env: GLM_ENV } },
    {
      id: "b",
      app: "codex",
      name: "Relay",
      settings: { auth: { OPENAI_API_KEY: `${KEY}-relay` }, config: RELAY },
    },
    { id: "c", app: "gemini", name: "Gemini", settings: { env: {} } },
    { id: "d", app: "claude", name: "Chat", settings: { env: GLM_ENV }, meta: { apiFormat: "openai_chat" } },
  ]);
  return path;
}

/** Imports twice: everything is new, then nothing is left to do; of the source nothing changes. */
async function importTwice(box: ImportBox, args: readonly string[], folder: string): Promise<void> {
  const before = box.picture(folder);
  const dry = box.picture(".");
  expect(await box.run([...args, "--dry-run"])).toMatchObject({ code: 0 });
  expect(box.picture(".")).toEqual(dry);
  const first = await box.run([...args, "--yes"]);
  expect(first).toMatchObject({ code: 0, error: null });
  const written = box.picture(".");
  const second = await box.run([...args, "--yes"]);
  expect(second).toMatchObject({ code: 0, error: null });
  expect(second.out).toContain("Nothing to import.");
  expect(box.picture(".")).toEqual(written);
  expect(box.picture(folder)).toEqual(before);
  expect(first.out + first.err + second.out + second.err).not.toContain(KEY);
}

describe("cc-switch", () => {
  test("providers of both tools, one operation each, and nothing of the source changes", async () => {
    using box = makeImportBox();
    ccSwitchIn(box);
    await importTwice(box, ["import", "cc-switch"], ".cc-switch");
    expect(box.read(".codex/config.toml")).toBe(`model = "gpt-5.5"

[model_providers.relay]
name = "Relay"
base_url = "https://relay.example/v1"
wire_api = "responses"
experimental_bearer_token = "${KEY}-relay"
`);
    expect(box.read(".ufomiao/zcf/config.toml")).toContain(`[claudeCode.profiles.glm]
name = "GLM"
authType = "auth_token"
apiKey = "${KEY}-glm"
baseUrl = "https://glm.example/anthropic"
`);
    expect(await box.lines("operation", ["history"])).toHaveLength(2);
  });

  test("a database that another process holds: what only its WAL has comes along, and not a byte changes", async () => {
    using box = makeImportBox();
    const path = ccSwitchIn(box);
    await whileHeld(path, "UPDATE providers SET name = 'Renamed' WHERE id = 'b'", async () => {
      const before = box.picture(".cc-switch");
      expect(Object.keys(before).filter((name) => /-(wal|shm)$/.test(name))).toHaveLength(2);
      const lines = await box.lines("import", ["import", "cc-switch", "--yes"]);
      expect(lines.map(({ id }) => id)).toContain("renamed");
      expect(box.picture(".cc-switch")).toEqual(before);
    });
  });

  test("the database by its path, whatever it is called", async () => {
    using box = makeImportBox();
    ccSwitchIn(box);
    const lines = await box.lines("import", ["import", ".cc-switch/cc-switch.db", "--dry-run"]);
    expect(lines).toHaveLength(4);
  });

  test("the file of versions that had no database", async () => {
    using box = makeImportBox();
    const providers = { a: { id: "a", name: "GLM", settingsConfig: { env: GLM_ENV } } };
    box.write(".cc-switch/config.json", { version: 2, claude: { providers, current: "a" } });
    await importTwice(box, ["import", "cc-switch"], ".cc-switch");
    expect(box.read(".ufomiao/zcf/config.toml")).toContain("[claudeCode.profiles.glm]");
  });
});

describe("claude-code-router", () => {
  test("what works without it", async () => {
    using box = makeImportBox();
    box.write(".claude-code-router/config.json", {
      APIKEY: `${KEY}-router`,
      Providers: [
        { name: "relay", api_base_url: "https://r.example/v1/messages", api_key: `${KEY}-r`, models: ["m"] },
        { name: "openrouter", api_base_url: "https://o.example/v1/chat/completions", api_key: `${KEY}-o` },
      ],
    });
    await importTwice(box, ["import", "ccr"], ".claude-code-router");
    const profile = box.read(".ufomiao/zcf/config.toml");
    expect(profile).toContain('[claudeCode.profiles.relay]\nname = "relay"\nauthType = "api_key"');
    expect(profile).not.toContain(`${KEY}-o`);
    expect(profile).not.toContain(`${KEY}-router`);
  });

  test("a key in the environment", async () => {
    using box = makeImportBox();
    box.write(".claude-code-router/config.json", {
      Providers: [{ name: "relay", api_base_url: "https://r.example/v1/messages", api_key: "$R" }],
    });
    await box.run(["import", "ccr", "--yes"], { variables: { R: KEY } });
    expect(box.read(".ufomiao/zcf/config.toml")).toContain(`apiKey = "${KEY}"`);
  });
});

describe("ccs", () => {
  test("profiles with a settings file", async () => {
    using box = makeImportBox();
    box.write(
      ".ccs/config.yaml",
      "version: 13\nprofiles:\n  glm:\n    settings_file: ~/.ccs/glm.settings.json\n",
    );
    box.write(".ccs/glm.settings.json", { env: GLM_ENV });
    await importTwice(box, ["import", "ccs"], ".ccs");
    expect(box.read(".ufomiao/zcf/config.toml")).toContain("[claudeCode.profiles.glm]");
  });

  test("its folder may be named by a variable, and not where another home is", async () => {
    using box = makeImportBox();
    box.write("elsewhere/config.json", {
      profiles: { glm: "~/glm.json", default: "~/.claude/settings.json" },
    });
    box.write("glm.json", { env: GLM_ENV });
    const variables = { CCS_DIR: join(box.home, "elsewhere") };
    const lines = await box.lines("import", ["import", "ccs", "--dry-run"], { variables });
    expect(lines.map(({ status, code }) => [status, code])).toEqual([
      ["new", null],
      ["unusable", "import.own-settings"],
    ]);
    const other = await box.run(["import", "ccs", "--from", "nowhere", "--dry-run"], { variables });
    expect(other.error).toMatchObject({ code: "import.no-source", kind: "environment" });
  });
});

describe("earlier zcf", () => {
  const PROFILE = `[claudeCode.profiles.glm]
name = "GLM"
authType = "auth_token"
apiKey = "${KEY}-glm"
baseUrl = "https://glm.example/anthropic"
`;
  const CODEX = `[model_providers.alpha]
name = "Alpha"
base_url = "https://alpha.example/v1"
wire_api = "responses"
temp_env_key = "ALPHA_API_KEY"
requires_openai_auth = true
`;

  test("of another home: its profiles, and its Codex providers with the keys of auth.json", async () => {
    using box = makeImportBox();
    box.write("old/.ufomiao/zcf/config.toml", `version = "1.0.0"\n${PROFILE}`);
    box.write("old/.codex/config.toml", CODEX);
    box.write("old/.codex/auth.json", { ALPHA_API_KEY: `${KEY}-alpha` });
    await importTwice(box, ["import", "zcf", "--from", "old"], "old");
    expect(box.read(".codex/config.toml")).toContain(`experimental_bearer_token = "${KEY}-alpha"`);
    expect(box.read(".ufomiao/zcf/config.toml")).toContain(`apiKey = "${KEY}-glm"`);
  });

  test("of the same home all of it is here already", async () => {
    using box = makeImportBox();
    box.write(".ufomiao/zcf/config.toml", `version = "1.0.0"\n${PROFILE}`);
    box.write(".codex/config.toml", CODEX);
    box.write(".codex/auth.json", { ALPHA_API_KEY: `${KEY}-alpha` });
    const lines = await box.lines("import", ["import", "zcf", "--yes"]);
    expect(lines.map(({ status, action }) => [status, action])).toEqual([
      ["same", "nothing"],
      ["same", "nothing"],
    ]);
  });
});

test.each<[string, string | object]>([
  [
    "an export",
    {
      format: "zcf-providers",
      version: 1,
      providers: [
        { tool: "codex", id: "relay", fields: { "base-url": "https://r.example/v1" }, key: `${KEY}-x` },
      ],
    },
  ],
  [
    "a Codex configuration",
    RELAY.replaceAll("custom", "relay").replace("wire_api", `experimental_bearer_token = "${KEY}"\nwire_api`),
  ],
  ["settings of Claude Code", { env: GLM_ENV }],
])("a file, and all that lies beside it, stays as it is: %s", async (_, content) => {
  using box = makeImportBox();
  box.write("from/source", content);
  box.write("from/auth.json", { OPENAI_API_KEY: `${KEY}-beside` });
  await importTwice(box, ["import", "from/source"], "from");
});

describe("nothing to read", () => {
  test.each(["zcf", "cc-switch", "ccr", "ccs"])("%s", async (source) => {
    using box = makeImportBox();
    const { error } = await box.run(["import", source, "--from", "nowhere", "--dry-run"]);
    expect(error).toMatchObject({ code: "import.no-source", params: { source } });
  });

  test("a file that is none of these, or not there", async () => {
    using box = makeImportBox();
    box.write("notes.txt", "hello");
    const known = await box.run(["import", "notes.txt", "--dry-run"]);
    expect(known.error).toMatchObject({ code: "import.unknown-content" });
    const gone = await box.run(["import", "gone.json", "--dry-run"]);
    expect(gone.error).toMatchObject({ code: "import.no-source" });
  });
});
