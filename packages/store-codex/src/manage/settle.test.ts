import { describe, expect, test } from "vitest";
import { FIRST, filesOf, KEY, LOGIN, REST } from "./testing/moving-key.ts";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

describe("the key in use", () => {
  test("another key for the provider in use is used at once, and the old one is nowhere", async () => {
    await withProviderHome(filesOf("auth-json", { current: true, auth: null }), async (home) => {
      const before = await home.picture();
      await home.change({ change: "edit", id: "x", key: "sk-next" });
      expect(await home.json("auth.json")).toEqual({ X_KEY: "sk-next", OPENAI_API_KEY: "sk-next" });
      expect(await home.places(KEY)).toEqual([]);
      await home.run({ undo: "last" });
      expect(await home.picture()).toEqual(before);
    });
  });

  test("OpenAI's own key waits while a provider's is in use, and is not given to it", async () => {
    const files = filesOf("bearer", { current: false, auth: null });
    await withProviderHome({ ...files, "auth.json": '{"OPENAI_API_KEY":"sk-own"}' }, async (home) => {
      await home.run({ target: "x", sessions: "off" });
      await home.change({ change: "edit", id: "x", keyStore: "auth-json" });
      expect(await home.json("auth.json")).toMatchObject({ OPENAI_API_KEY: KEY });
      await home.change({ change: "edit", id: "x", keyStore: "command" });
      expect(await home.places("sk-own")).toEqual(["zcf-keys.json"]);
      expect(await home.places(KEY)).toEqual(["zcf-keys.json"]);
      await home.run({ target: "official", sessions: "off" });
      expect(await home.json("auth.json")).toEqual({ OPENAI_API_KEY: "sk-own" });
    });
  });

  test("a key that may be anybody's waits as nobody's, not as the provider's that takes its place", async () => {
    const files = filesOf("bearer", { current: true, auth: { OPENAI_API_KEY: "sk-whose" } });
    await withProviderHome(files, async (home) => {
      await home.change({ change: "edit", id: "x", keyStore: "auth-json" });
      expect(await home.json("auth.json")).toMatchObject({ OPENAI_API_KEY: KEY });
      expect(await home.json("zcf-keys.json")).toMatchObject({ keys: { "": "sk-whose" } });
    });
  });

  test("other providers' entries survive when auth.json has nothing else left", async () => {
    const files = filesOf("auth-json", { current: true, auth: { OTHER_KEY: "sk-other" } });
    await withProviderHome(files, async (home) => {
      await home.change({ change: "edit", id: "x", keyStore: "bearer" });
      expect(await home.read("auth.json")).toBeNull();
      expect(await home.json("zcf-keys.json")).toMatchObject({ entries: { OTHER_KEY: "sk-other" } });
    });
  });

  test("an account goes to no other server with a provider that takes what auth.json has (invariant 9)", async () => {
    const text = `model_provider = "x"\n${FIRST}requires_openai_auth = true\n${REST}`;
    await withProviderHome({ "config.toml": text, "auth.json": JSON.stringify(LOGIN) }, async (home) => {
      const edit: Change = { change: "edit", id: "x", fields: { "base-url": "http://other.test" } };
      await expect(home.change(edit)).rejects.toMatchObject({ code: "codex.key-unknown" });
      expect(await home.notices({ change: "edit", id: "x", fields: { name: "n" } })).toEqual([]);
    });
  });

  test("an auth.json that cannot be read is refused where the key is, or would be, in it", async () => {
    const files = { ...filesOf("bearer", { current: false, auth: null }), "auth.json": "{" };
    await withProviderHome(files, async (home) => {
      const edit: Change = { change: "edit", id: "x", keyStore: "auth-json" };
      await expect(home.change(edit)).rejects.toMatchObject({ code: "codex.auth-syntax" });
      await home.change({ change: "edit", id: "x", keyStore: "command" });
      expect(await home.read("auth.json")).toBe("{");
    });
  });

  test("what Codex keeps elsewhere is refused unless forced", async () => {
    const files = filesOf("bearer", { current: true, auth: null });
    const text = `cli_auth_credentials_store = "keyring"\n${files["config.toml"] ?? ""}`;
    await withProviderHome({ "config.toml": text }, async (home) => {
      const edit: Change = { change: "edit", id: "x", keyStore: "auth-json" };
      await expect(home.change(edit)).rejects.toMatchObject({ code: "codex.credentials-store" });
      await home.force(edit);
    });
  });
});
