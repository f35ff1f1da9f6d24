import { expect, test } from "vitest";
import { type ProviderHome, withProviderHome } from "../manage/testing/provider-home.ts";
import { codexSends, type Files, VERSIONS } from "./testing/codex-sends.ts";
import { LOGIN } from "./testing/sick-home.ts";

const S1 = "https://s1.example";

/** A table of `a` at `S1`. */
function tableA(...lines: readonly string[]): string {
  return ["[model_providers.a]", 'name = "a"', `base_url = "${S1}/v1"`, ...lines, ""].join("\n");
}

const ASKS = "requires_openai_auth = true";
const ENTRY = 'temp_env_key = "A_API_KEY"';
const UNUSED = tableA(ASKS);
const SWALLOWED = `${UNUSED}[tui]\nmodel_provider = "a"\n`;
const UNASKED = `model_provider = "a"\n${tableA(ENTRY)}`;

async function filesOf(home: ProviderHome): Promise<Files> {
  return { config: await home.read("config.toml"), auth: await home.read("auth.json") };
}

interface Home {
  readonly config: string;
  readonly auth: object;
  readonly fix: "all" | readonly string[];
}

/** Fixes a home that no version of Codex may send more from than it did. */
async function fixed({ config, auth, fix }: Home, use: (home: ProviderHome) => Promise<void>): Promise<void> {
  const files = { "config.toml": config, "auth.json": JSON.stringify(auth) };
  await withProviderHome(files, async (home) => {
    const before = await home.picture();
    const report = await home.run({ fix });
    await use(home);
    if (report.operation === null) return;
    await home.run({ undo: report.operation, force: true });
    expect(await home.picture()).toEqual(before);
  });
}

test.each<readonly [string, Home]>([
  ["A: to a table with OpenAI's key", { config: SWALLOWED, auth: { OPENAI_API_KEY: "sk-off" }, fix: "all" }],
  ["A2: to a table with a login", { config: SWALLOWED, auth: LOGIN, fix: "all" }],
  ["B3: asked for the credential, without the entry", { config: UNASKED, auth: LOGIN, fix: "all" }],
  [
    "D: without the profile, with the key of its provider",
    {
      config: `profile = "work"\n${UNUSED}[profiles.work]\nmodel_provider = "a"\n`,
      auth: { OPENAI_API_KEY: "sk-a" },
      fix: "all",
    },
  ],
  [
    "a table that Codex does not start with, and a login",
    { config: `model_provider = "a"\n${tableA(ASKS, 'wire_api = "chat"')}`, auth: LOGIN, fix: "all" },
  ],
  [
    "a place for credentials that Codex does not start with, and a login",
    {
      config: `model_provider = "a"\ncli_auth_credentials_store = "bogus"\n${tableA(ASKS)}`,
      auth: LOGIN,
      fix: "all",
    },
  ],
  [
    "a built-in provider's table that Codex does not start with, and a login",
    {
      config: `model_provider = "a"\n${tableA(ASKS)}[model_providers.gcp]\nname = "x"\n`,
      auth: LOGIN,
      fix: "all",
    },
  ],
])("%s: nobody is sent what was not theirs, so the line stays", async (_name, home) => {
  await fixed(home, async (codex) => {
    const { config, auth } = await filesOf(codex);
    expect(config).toBe(home.config);
    expect(JSON.parse(auth ?? "")).toEqual(home.auth);
  });
});

test.each(["codex.earlier-fields", "codex.requires-openai-auth-missing"])(
  "B, B2: %s alone brings the provider's own key along",
  async (check) => {
    const home = { config: UNASKED, auth: { ...LOGIN, A_API_KEY: "sk-a" }, fix: [check] };
    await fixed(home, async (codex) => {
      const files = await filesOf(codex);
      expect(VERSIONS.map((version) => codexSends(version, files))).toEqual(VERSIONS.map(() => [S1, "sk-a"]));
    });
  },
);

test("C: OpenAI's key waits for OpenAI's service when a provider is put in use", async () => {
  const config = `${tableA(ASKS, ENTRY)}model_provider = "a"\n`;
  const auth = { A_API_KEY: "sk-a", OPENAI_API_KEY: "sk-off" };
  await fixed({ config, auth, fix: "all" }, async (codex) => {
    expect(await codex.json("zcf-keys.json")).toMatchObject({ keys: { official: "sk-off" } });
    const files = await filesOf(codex);
    expect(VERSIONS.map((version) => codexSends(version, files))).toEqual(VERSIONS.map(() => [S1, "sk-a"]));
  });
});

test("C: and comes back with that", async () => {
  const config = `${tableA(ASKS, ENTRY)}model_provider = "a"\n`;
  const auth = JSON.stringify({ A_API_KEY: "sk-a", OPENAI_API_KEY: "sk-off" });
  await withProviderHome({ "config.toml": config, "auth.json": auth }, async (home) => {
    await home.run({ fix: "all" });
    await home.run({ target: "official", sessions: "off" });
    expect(await home.json("auth.json")).toMatchObject({ OPENAI_API_KEY: "sk-off" });
    await home.write("auth.json", JSON.stringify({ OPENAI_API_KEY: "sk-off" }));
    await expect(home.run({ target: "a", sessions: "off" })).rejects.toMatchObject({
      code: "codex.key-missing",
    });
  });
});

test("whose key stays behind is remembered, where a provider with a token of its own is put in use", async () => {
  const config = `${tableA('experimental_bearer_token = "sk-a"')}[tui]\nmodel_provider = "a"\n`;
  const auth = JSON.stringify({ OPENAI_API_KEY: "sk-off" });
  await withProviderHome({ "config.toml": config, "auth.json": auth }, async (home) => {
    await home.run({ fix: "all" });
    await home.run({ target: "official", sessions: "off" });
    expect(await home.json("auth.json")).toEqual({ OPENAI_API_KEY: "sk-off" });
  });
});

test("a provider's key is there before it is in use, and then the config", async () => {
  const config = `${tableA(ASKS, ENTRY)}[tui]\nmodel_provider = "a"\n`;
  const auth = JSON.stringify({ A_API_KEY: "sk-a", OPENAI_API_KEY: "sk-off" });
  await withProviderHome({ "config.toml": config, "auth.json": auth }, async (home) => {
    const operation = await home.switcher.plan({ tools: ["codex"], fix: ["codex.provider-swallowed"] });
    const files = operation.stores[0]?.plan.required.map(({ file }) => file.replace(/.*\//, ""));
    expect(files).toEqual(["zcf-keys.json", "auth.json", "config.toml"]);
  });
});

test("a login that is made while the fix is confirmed stops it", async () => {
  const config = `model_provider = "a"\n${tableA(ASKS, 'wire_api = "chat"')}`;
  await withProviderHome({ "config.toml": config }, async (home) => {
    const operation = await home.switcher.plan({ tools: ["codex"], fix: ["codex.wire-api"] });
    await home.write("auth.json", JSON.stringify(LOGIN));
    expect(operation.stores[0]?.plan.guards).toEqual([{ file: `${home.home}/auth.json`, base: null }]);
    expect((await home.switcher.apply(operation)).outcome).toBe("nothing");
    expect(await home.read("config.toml")).toBe(config);
  });
});

test("the key of CODEX_API_KEY, which stands in for auth.json, comes to no server that it did not go to", async () => {
  const config = `${tableA(ASKS, ENTRY)}[tui]\nmodel_provider = "a"\n`;
  const files = { "config.toml": config, "auth.json": JSON.stringify({ A_API_KEY: "sk-a" }) };
  const fix = ["codex.provider-swallowed"];
  const outcome = async (variables: Readonly<Record<string, string>>): Promise<string> =>
    withProviderHome(files, async (home) => (await home.run({ fix })).outcome, { variables });
  expect(await outcome({ CODEX_API_KEY: "sk-off" })).toBe("nothing");
  expect(await outcome({})).toBe("applied");
});
