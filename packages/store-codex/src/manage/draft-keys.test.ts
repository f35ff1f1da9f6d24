import { expect, test } from "vitest";
import { withProviderHome } from "./testing/provider-home.ts";

const ASKS = "requires_openai_auth = true\n";

function table(id: string, ...lines: readonly string[]): string {
  return `[model_providers.${id}]\nname = "${id}"\nbase_url = "https://${id}.test/v1"\n${lines.join("")}`;
}

test("a key that was left in use by somebody waits while the provider gets another one", async () => {
  const files = {
    "config.toml": `model_provider = "b"\n${table("b", 'temp_env_key = "B_KEY"\n', ASKS)}`,
    "auth.json": JSON.stringify({ B_KEY: "sk-entry", OPENAI_API_KEY: "sk-used" }),
  };
  await withProviderHome(files, async (home) => {
    const before = await home.picture();
    await home.change({ change: "edit", id: "b", key: "sk-new" });
    expect(await home.json("auth.json")).toEqual({ B_KEY: "sk-new", OPENAI_API_KEY: "sk-new" });
    expect(await home.json("zcf-keys.json")).toMatchObject({ keys: { b: "sk-used" } });
    await home.run({ undo: "last" });
    expect(await home.picture()).toEqual(before);
  });
});

test("a key that waited for the provider is replaced by the one that it gets", async () => {
  const keys = { format: 1, keys: { b: "sk-old" }, entries: {} };
  const files = { "config.toml": table("b", ASKS), "zcf-keys.json": JSON.stringify(keys) };
  await withProviderHome(files, async (home) => {
    await home.change({ change: "edit", id: "b", key: "sk-new" });
    expect(await home.places("sk-old")).toEqual([]);
    expect(await home.key("b")).toBe("sk-new");
  });
});

test.each([
  ["not in use", "", { SHARED_KEY: "sk-both" }],
  ["in use", 'model_provider = "a"\n', { SHARED_KEY: "sk-both", OPENAI_API_KEY: "sk-both" }],
])(
  "a provider %s whose entry is another's too gets one of its own with its new key",
  async (_name, root, auth) => {
    const shared = 'temp_env_key = "SHARED_KEY"\n';
    const files = {
      "config.toml": `${root}${table("a", shared)}${table("b", shared, ASKS)}`,
      "auth.json": JSON.stringify(auth),
    };
    await withProviderHome(files, async (home) => {
      const before = await home.picture();
      const { operation } = await home.change({ change: "edit", id: "a", key: "sk-new" });
      expect([await home.key("a"), await home.key("b")]).toEqual(["sk-new", "sk-both"]);
      expect(await home.read("config.toml")).toBe(`${root}${table("a", ASKS)}${table("b", shared, ASKS)}`);
      await home.change({ change: "edit", id: "a", key: "sk-newer" });
      expect([await home.key("a"), await home.key("b")]).toEqual(["sk-newer", "sk-both"]);
      await home.run({ undo: "last" });
      await home.run({ undo: operation ?? "" });
      expect(await home.picture()).toEqual(before);
    });
  },
);

test.each(["auth-json", "command"])(
  "a token with spaces around it is moved to %s without them",
  async (keyStore) => {
    const files = { "config.toml": table("b", 'experimental_bearer_token = " sk-token "\n') };
    await withProviderHome(files, async (home) => {
      await home.change({ change: "edit", id: "b", keyStore });
      expect(await home.key("b")).toBe("sk-token");
      expect(await home.places(" sk-token")).toEqual([]);
    });
  },
);
