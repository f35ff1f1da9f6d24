import { expect, test } from "vitest";
import { withProviderHome } from "./testing/provider-home.ts";

const CONFIG = `model_provider = "stored"

[model_providers.token]
name = "T"
base_url = "http://me:pw@t.test/v1?key=secret"
experimental_bearer_token = "sk-token"
http_headers = { X-Team = "a", Authorization = "Bearer sk-header" }
query_params = { api-version = "1 2" }

[model_providers.stored]
name = "S"
base_url = "http://s.test/v1/"
requires_openai_auth = true

[model_providers.variable]
name = "V"
base_url = "http://v.test"
env_key = "V_KEY"

[model_providers.nothing]
name = "N"
wire_api = "responses"
http_headers = { Authorization = "Bearer sk-header" }

[model_providers.gcp]
project_id = "p"
`;
const KEYS = {
  format: 2,
  keys: {},
  entries: {},
  providers: { stored: { model: "m", entry: "S_KEY" } },
  commands: {},
};
const FILES = {
  "config.toml": CONFIG,
  "auth.json": JSON.stringify({ OPENAI_API_KEY: "sk-s", S_KEY: "sk-s" }),
  "zcf-keys.json": JSON.stringify(KEYS),
};

test("every provider is listed with what is set, where its key is, and no secret", async () => {
  await withProviderHome(
    FILES,
    async (home) => {
      const list = await home.list();
      expect(
        list.map(({ id, keyStore, keyName, hasKey, current }) => [id, keyStore, keyName, hasKey, current]),
      ).toEqual([
        ["gcp", null, undefined, false, false],
        ["nothing", null, undefined, false, false],
        ["stored", "auth-json", undefined, true, true],
        ["token", "bearer", undefined, true, false],
        ["variable", "env", "V_KEY", true, false],
      ]);
      expect(list.map(({ fields }) => fields)).toEqual([
        {},
        { name: "N", "wire-api": "responses" },
        { name: "S", "base-url": "http://s.test/v1/", model: "m" },
        { name: "T", "base-url": "http://t.test/v1" },
        { name: "V", "base-url": "http://v.test" },
      ]);
      expect(list.find(({ id }) => id === "nothing")?.problems.map(({ code }) => code)).toContain(
        "codex.base-url-missing",
      );
      expect(JSON.stringify(list)).not.toMatch(/sk-|:pw@|secret/);
    },
    { variables: { V_KEY: "sk-v" } },
  );
});

test("a variable that is not set is no key", async () => {
  await withProviderHome(FILES, async (home) => {
    expect((await home.list()).find(({ id }) => id === "variable")?.hasKey).toBe(false);
  });
});

test("while sessions are shared their table is no provider, and its target is in use", async () => {
  await withProviderHome(FILES, async (home) => {
    await home.run({ target: "token", sessions: "shared" });
    expect((await home.list()).map(({ id, current }) => [id, current])).toEqual([
      ["gcp", false],
      ["nothing", false],
      ["stored", false],
      ["token", true],
      ["variable", false],
    ]);
  });
});

test("a provider is asked for its models, with its own key and nobody else's", async () => {
  await withProviderHome(FILES, async (home) => {
    const headers = { accept: "application/json", authorization: "Bearer sk-s" };
    expect(await home.probe("stored")).toEqual({
      method: "GET",
      url: "http://s.test/v1/models",
      headers,
      body: null,
      otherwise: {
        method: "POST",
        url: "http://s.test/v1/responses",
        headers: { ...headers, "content-type": "application/json" },
        body: '{"model":"m","input":"Hi","max_output_tokens":16,"store":false,"stream":false}',
      },
    });
    expect((await home.probe("variable"))?.headers).toEqual({ accept: "application/json" });
    expect(await home.probe("nothing")).toBeNull();
    expect(await home.probe("gcp")).toBeNull();
    await expect(home.probe("official")).rejects.toMatchObject({ code: "codex.unknown-target" });
    await expect(home.key("official")).rejects.toMatchObject({ code: "codex.unknown-target" });
  });
});

test("with the headers and the query that its table adds; the key comes first", async () => {
  const config = CONFIG.replace("me:pw@t.test/v1?key=secret", "t.test/v1");
  await withProviderHome({ "config.toml": config }, async (home) => {
    expect(await home.probe("token")).toEqual({
      method: "GET",
      url: "http://t.test/v1/models?api-version=1+2",
      headers: { accept: "application/json", "x-team": "a", authorization: "Bearer sk-token" },
      body: null,
    });
  });
});

test("a header from a variable is named, not looked up; a key goes before one that would replace it", async () => {
  const headers = 'env_http_headers = { X-Team = "TEAM", Authorization = "OTHER" }';
  const config = CONFIG.replace('env_key = "V_KEY"', headers).replace(
    "requires_openai_auth = true",
    `$&\n${headers}`,
  );
  await withProviderHome({ ...FILES, "config.toml": config }, async (home) => {
    expect((await home.probe("variable"))?.variables).toEqual({ "x-team": "TEAM", authorization: "OTHER" });
    const stored = await home.probe("stored");
    expect(stored?.variables).toEqual({ "x-team": "TEAM" });
    expect(stored?.otherwise?.variables).toEqual({ "x-team": "TEAM" });
  });
});
