import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { describe, expect, test } from "vitest";
import { ENTRIES, home, LOGIN, TOKENS } from "../testing/auth-home.ts";
import { type Files, homeOpener, readJsonFile } from "../testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

/** What `auth.json` and our own file hold after switches. */
function after(files: Files, ...targets: readonly string[]): Promise<{ auth: unknown; keys: unknown }> {
  return open(files, async (codex) => {
    for (const target of targets) await codex.switchTo(target);
    return { auth: await readJsonFile(codex), keys: await readJsonFile(codex, "zcf-keys.json") };
  });
}

describe("to official", () => {
  test("a ChatGPT login comes back byte for byte", async () => {
    const text = JSON.stringify({ ...LOGIN, ...ENTRIES }, null, 2);
    await open(home(null, text), async (codex) => {
      for (const target of ["alpha", "beta", "official"]) await codex.switchTo(target);
      expect(await codex.read("auth.json")).toBe(text);
      expect(await codex.read("zcf-keys.json")).toBeNull();
    });
  });

  test.each([
    [
      "mode from upstream's switch",
      { ...LOGIN, ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-alpha" },
      { ...LOGIN, ...ENTRIES },
    ],
    [
      "no mode",
      { ...ENTRIES, tokens: TOKENS, OPENAI_API_KEY: "sk-alpha" },
      { ...ENTRIES, tokens: TOKENS, OPENAI_API_KEY: null },
    ],
    ["an empty key", { tokens: TOKENS, OPENAI_API_KEY: "" }, { tokens: TOKENS, OPENAI_API_KEY: null }],
  ])("the key goes, the tokens stay: %s", async (_name, auth, expected) => {
    expect((await after(home("alpha", auth), "official")).auth).toEqual(expected);
  });

  test.each([
    ["a provider's key and entries", { auth_mode: "apikey", ...ENTRIES, OPENAI_API_KEY: "sk-alpha" }],
    ["only entries", ENTRIES],
    ["a null key", { ...ENTRIES, OPENAI_API_KEY: null }],
    ["empty tokens", { ...ENTRIES, tokens: {}, OPENAI_API_KEY: "sk-beta" }],
  ])("without any credential the file goes, and its entries wait: %s", async (_name, auth) => {
    expect(await after(home("alpha", auth), "official")).toEqual({
      auth: null,
      keys: { format: 1, keys: {}, entries: ENTRIES },
    });
  });

  test.each([
    ["{}", {}],
    ["a null key", { OPENAI_API_KEY: null }],
  ])("nothing is left behind of %s", async (_name, auth) => {
    expect(await after(home(null, auth), "official")).toEqual({ auth: null, keys: null });
  });

  test("the way back brings the file and its entries", async () => {
    const auth = { ...ENTRIES, OPENAI_API_KEY: "sk-alpha" };
    expect(await after(home("alpha", auth), "official", "beta")).toEqual({
      auth: { ...ENTRIES, OPENAI_API_KEY: "sk-beta" },
      keys: null,
    });
  });

  test("after a login in between, the waiting entries still serve, and wait on: token refresh would delete them", async () => {
    await open(home("alpha", { ...ENTRIES, OPENAI_API_KEY: "sk-alpha" }), async (codex) => {
      await codex.switchTo("official");
      await codex.write("auth.json", JSON.stringify(LOGIN, null, 2));
      await codex.switchTo("beta");
      expect(await readJsonFile(codex)).toEqual({ ...LOGIN, auth_mode: "apikey", OPENAI_API_KEY: "sk-beta" });
      expect(await readJsonFile(codex, "zcf-keys.json")).toEqual({ format: 1, keys: {}, entries: ENTRIES });
      await codex.switchTo("official");
      expect(await readJsonFile(codex)).toEqual(LOGIN);
    });
  });

  test("an official key of one's own waits while a provider's is in use", async () => {
    const auth = { auth_mode: "apikey", OPENAI_API_KEY: "sk-own", ...ENTRIES };
    const text = JSON.stringify(auth, null, 2);
    await open(home(null, text), async (codex) => {
      await codex.switchTo("alpha");
      expect(await readJsonFile(codex)).toEqual({ ...auth, OPENAI_API_KEY: "sk-alpha" });
      expect(await readJsonFile(codex, "zcf-keys.json")).toEqual({
        format: 1,
        keys: { official: "sk-own" },
        entries: {},
      });
      await codex.switchTo("beta");
      await codex.switchTo("token");
      await codex.switchTo("official");
      expect(await codex.read("auth.json")).toBe(text);
      expect(await codex.read("zcf-keys.json")).toBeNull();
    });
  });

  test("an official key beside tokens keeps its mode", async () => {
    for (const mode of [{ auth_mode: "apikey" }, { auth_mode: "chatgpt" }, {}]) {
      const auth = { ...mode, OPENAI_API_KEY: "sk-own", tokens: TOKENS, ...ENTRIES };
      expect((await after(home(null, auth), "alpha", "beta", "official")).auth).toEqual(auth);
    }
  });

  test("a key left behind by a provider with its own token is known by its fingerprint", async () => {
    const own = { auth_mode: "apikey", OPENAI_API_KEY: "sk-own" };
    expect((await after(home(null, own), "token", "env", "official")).auth).toEqual(own);
    const plain = { OPENAI_API_KEY: "sk-plain" };
    expect(await after(home("plain", plain), "token", "official")).toEqual({
      auth: null,
      keys: { format: 1, keys: { plain: "sk-plain" }, entries: {} },
    });
  });

  test("a key nobody is known for is not sent to OpenAI without force (invariant 9)", async () => {
    await open(home("token", { OPENAI_API_KEY: "sk-whose" }), async (codex) => {
      await expect(codex.plan("official")).rejects.toMatchObject({ code: "codex.key-owner-unknown" });
      await codex.switchTo("alpha").catch(() => null);
      await codex.switchTo("official", { force: true });
      expect(await readJsonFile(codex)).toEqual({ OPENAI_API_KEY: "sk-whose" });
      expect((await codex.inspect()).current).toBe("official");
    });
  });

  test("auth.json that Codex does not read is left alone", async () => {
    const files = home("alpha", { ...ENTRIES, OPENAI_API_KEY: "sk-alpha" });
    const keyring = `cli_auth_credentials_store = "keyring"\n${files["config.toml"] ?? ""}`;
    await open({ ...files, "config.toml": keyring }, async (codex) => {
      expect((await codex.plan("official")).required.map(({ group }) => group)).toEqual(["config"]);
      await expect(codex.plan("beta")).rejects.toMatchObject({ code: "codex.credentials-store" });
    });
  });
});
