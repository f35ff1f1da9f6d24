import { describe, expect, test } from "vitest";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

const KEY = "sk-new-0123456789";
const CONFIG = `# mine\nmodel_provider = "old" # now\n\n[model_providers.old]\nname = "Old"\nbase_url = "http://old.test/v1"\nexperimental_bearer_token = "sk-old"\n\n[projects."/x"]\ntrust_level = "trusted"\n`;
const FILES = { "config.toml": CONFIG };
const ADD: Change = {
  change: "add",
  id: "New-1",
  fields: { name: "New One", "base-url": "https://new.test/v1/" },
};
const HEAD = `\n[model_providers.New-1]\nname = "New One"\nbase_url = "https://new.test/v1"\nwire_api = "responses"\n`;

describe("a new provider", () => {
  test.each([
    [
      "bearer",
      { key: KEY },
      { config: `${HEAD}experimental_bearer_token = "${KEY}"\n`, auth: null, keys: null, mode: 0o600 },
    ],
    [
      "auth-json",
      { keyStore: "auth-json", key: ` ${KEY}\n` },
      {
        config: `${HEAD}requires_openai_auth = true\n`,
        auth: null,
        keys: {
          format: 2,
          keys: {},
          entries: { NEW_1_API_KEY: KEY },
          providers: { "New-1": { entry: "NEW_1_API_KEY" } },
          commands: {},
        },
        mode: 0o644,
      },
    ],
    [
      "env",
      { keyStore: "env", key: "NEW_KEY" },
      { config: `${HEAD}env_key = "NEW_KEY"\n`, auth: null, keys: null, mode: 0o644 },
    ],
    [
      "command",
      { keyStore: "command", key: KEY },
      {
        config: `${HEAD}\n[model_providers.New-1.auth]\ncommand = "zcf"\nargs = [ "key", "codex/New-1" ]\n`,
        auth: null,
        keys: { format: 2, keys: {}, entries: {}, providers: {}, commands: { "New-1": KEY } },
        mode: 0o644,
      },
    ],
    ["none", { keyStore: "none" }, { config: HEAD, auth: null, keys: null, mode: 0o644 }],
  ])("is written as Codex reads it, and nothing else changes: %s", async (store, key, expected) => {
    await withProviderHome(FILES, async (home) => {
      const before = await home.picture();
      await home.change({ ...ADD, ...key });
      expect(await home.read("config.toml")).toBe(CONFIG + expected.config);
      expect(await home.json("auth.json")).toEqual(expected.auth);
      expect(await home.json("zcf-keys.json")).toEqual(expected.keys);
      expect(await home.mode("config.toml")).toBe(expected.mode);
      if (expected.keys !== null) expect(await home.mode("zcf-keys.json")).toBe(0o600);
      const holdsKey = !["env", "none"].includes(store);
      expect(await home.key("New-1")).toBe(holdsKey ? KEY : null);
      expect(await home.places(KEY)).toHaveLength(holdsKey ? 1 : 0);
      expect((await home.plan({ ...ADD, ...key })).stores[0]?.plan.required).toEqual([]);
      await home.run({ undo: "last" });
      expect(await home.picture()).toEqual(before);
    });
  });

  test("its model is in our own file, because no table may hold it", async () => {
    await withProviderHome(FILES, async (home) => {
      await home.change({ ...ADD, key: KEY, fields: { ...ADD.fields, model: "gpt-x" } });
      expect(await home.read("config.toml")).not.toContain("gpt-x");
      expect(await home.json("zcf-keys.json")).toMatchObject({ providers: { "New-1": { model: "gpt-x" } } });
      await home.run({ target: "New-1", sessions: "off" });
      expect(await home.read("config.toml")).toContain('model = "gpt-x"');
    });
  });

  test("without a name it is called by its id", async () => {
    await withProviderHome(FILES, async (home) => {
      await home.change({ ...ADD, fields: { "base-url": "https://new.test" }, keyStore: "none" });
      expect(await home.read("config.toml")).toContain('name = "New-1"');
    });
  });

  test("a home without a config gets one that only its owner can read", async () => {
    await withProviderHome({}, async (home) => {
      await home.change({ ...ADD, key: KEY });
      expect(await home.read("config.toml")).toBe(`${HEAD.slice(1)}experimental_bearer_token = "${KEY}"\n`);
      expect(await home.mode("config.toml")).toBe(0o600);
      await home.run({ undo: "last" });
      expect(await home.read("config.toml")).toBeNull();
    });
  });

  test("its entry goes into auth.json where that is safe, under a name that nobody has", async () => {
    const auth = { OPENAI_API_KEY: "sk-own", NEW_1_API_KEY: "sk-somebody" };
    const config = CONFIG.replace("model_provider", "# model_provider");
    const files = { "config.toml": config, "auth.json": JSON.stringify(auth, null, 2) };
    await withProviderHome(files, async (home) => {
      await home.change({ ...ADD, keyStore: "auth-json", key: KEY });
      expect(await home.json("auth.json")).toEqual({ ...auth, NEW_1_2_API_KEY: KEY });
      await home.run({ target: "New-1", sessions: "off" });
      expect(await home.json("auth.json")).toMatchObject({ OPENAI_API_KEY: KEY });
      await home.run({ target: "official", sessions: "off" });
      expect(await home.json("auth.json")).toMatchObject({ OPENAI_API_KEY: "sk-own" });
    });
  });

  test("beside a login, whose renewal deletes it, the entry waits in our own file", async () => {
    const auth = { auth_mode: "chatgpt", OPENAI_API_KEY: null, tokens: { access_token: "eyJ.a" } };
    await withProviderHome({ ...FILES, "auth.json": JSON.stringify(auth) }, async (home) => {
      await home.change({ ...ADD, keyStore: "auth-json", key: KEY });
      expect(await home.json("auth.json")).toEqual(auth);
      await home.run({ target: "New-1", sessions: "off" });
      expect(await home.json("auth.json")).toMatchObject({ auth_mode: "apikey", OPENAI_API_KEY: KEY });
    });
  });

  test("several come together or not at all", async () => {
    await withProviderHome(FILES, async (home) => {
      const before = await home.picture();
      const second = { ...ADD, id: "second", key: KEY };
      await expect(home.change({ ...ADD, key: KEY }, { ...second, id: "openai" })).rejects.toMatchObject({
        code: "codex.id-reserved",
      });
      expect(await home.picture()).toEqual(before);
      await home.change({ ...ADD, key: KEY }, second);
      expect((await home.list()).map(({ id }) => id)).toEqual(["New-1", "old", "second"]);
    });
  });
});

describe("refused, and nothing is written", () => {
  const fields = { "base-url": "https://new.test/v1" };
  test.each<[string, Partial<Change>, string]>([
    ["dots", { id: "a.b" }, "codex.id-form"],
    ["nothing", { id: "" }, "codex.id-form"],
    ["a space", { id: "a b" }, "codex.id-form"],
    ["too long", { id: "a".repeat(65) }, "codex.id-form"],
    ["Codex's own", { id: "openai" }, "codex.id-reserved"],
    ["Codex's own in another case", { id: "OpenAI" }, "codex.id-reserved"],
    ["one that can only be adjusted", { id: "amazon-bedrock" }, "codex.id-reserved"],
    ["our word for OpenAI", { id: "official" }, "codex.id-reserved"],
    ["the shared one", { id: "zcf" }, "codex.id-reserved"],
    ["the other shared one", { id: "zcf-shared" }, "codex.id-reserved"],
    ["there already", { id: "old" }, "codex.id-taken"],
    ["there in another case", { id: "OLD" }, "codex.id-taken"],
    ["no URL", { fields: {} }, "codex.field-missing"],
    ["a field that nobody knows", { fields: { ...fields, colour: "red" } }, "codex.field-unknown"],
    ["no name", { fields: { ...fields, name: " " } }, "codex.field-value"],
    ["a name of two lines", { fields: { ...fields, name: "a\nb" } }, "codex.field-value"],
    [
      "a wire API that Codex does not start with",
      { fields: { ...fields, "wire-api": "chat" } },
      "codex.field-value",
    ],
    ["no scheme", { fields: { "base-url": "new.test/v1" } }, "codex.url-scheme"],
    ["another scheme", { fields: { "base-url": "ftp://new.test" } }, "codex.url-scheme"],
    ["a space in the URL", { fields: { "base-url": "https://new.test/a b" } }, "codex.url-scheme"],
    ["a query", { fields: { "base-url": "https://new.test/v1?x=1" } }, "codex.url-extra"],
    ["a password", { fields: { "base-url": "https://me:pw@new.test/v1" } }, "codex.url-extra"],
    ["a fragment", { fields: { "base-url": "https://new.test/v1#a" } }, "codex.url-extra"],
    ["the endpoint", { fields: { "base-url": "https://new.test/v1/responses/" } }, "codex.url-endpoint"],
    ["a place that nobody knows", { keyStore: "vault" }, "codex.key-store-unknown"],
    ["no key", { keyStore: "command", key: "" }, "codex.key-needed"],
    ["a blank key", { key: " \n" }, "codex.key-form"],
    ["a key with a space", { key: "sk a" }, "codex.key-form"],
    ["a key with a sign that no header can hold", { key: "sk-é" }, "codex.key-form"],
    ["a key where none is kept", { keyStore: "none" }, "codex.key-not-taken"],
    ["a key for a name", { keyStore: "env", key: "sk-0123-4567" }, "codex.variable-form"],
  ])("%s", async (_name, change, code) => {
    await withProviderHome(FILES, async (home) => {
      const before = await home.picture();
      const { key = KEY, ...rest } = { fields, ...change };
      const asked: Change = { change: "add", id: "new", ...rest, ...(key === "" ? {} : { key }) };
      const error: unknown = await home.change(asked).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ kind: "usage", code, disk: "untouched" });
      expect(JSON.stringify((error as { params: object }).params)).not.toMatch(/sk-|:pw@/);
      expect(await home.picture()).toEqual(before);
    });
  });

  test("the same provider twice", async () => {
    await withProviderHome(FILES, async (home) => {
      const edit: Change = { change: "edit", id: "New-1", fields: { name: "x" } };
      await expect(home.change({ ...ADD, key: KEY }, edit)).rejects.toMatchObject({
        code: "codex.changed-twice",
      });
    });
  });
});

test("a URL that is a server alone is written, and remarked on", async () => {
  await withProviderHome(FILES, async (home) => {
    const add = { ...ADD, fields: { "base-url": "https://new.test" }, keyStore: "none" };
    expect(await home.notices(add)).toEqual(["codex.url-no-path"]);
  });
});

test("a file that others could read is closed, and says so", async () => {
  await withProviderHome(FILES, async (home) => {
    expect(await home.notices({ ...ADD, key: KEY })).toEqual(["codex.config-closed"]);
  });
});
