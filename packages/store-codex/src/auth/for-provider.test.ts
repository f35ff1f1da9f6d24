import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { applyHunks } from "@zcf/formats";
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

describe("to a provider whose key is stored in auth.json", () => {
  test("only the value of OPENAI_API_KEY changes", async () => {
    const text =
      '{\n\t"note" : "é",\n\t"OPENAI_API_KEY":"sk-alpha", "ALPHA_API_KEY":"sk-alpha","BETA_API_KEY":"sk-beta" }\n';
    await open(home("alpha", text), async (codex) => {
      await codex.switchTo("beta");
      expect(await codex.read("auth.json")).toBe(text.replace('KEY":"sk-alpha"', 'KEY":"sk-beta"'));
      expect(await codex.read("zcf-keys.json")).toBeNull();
    });
  });

  test.each([
    [
      "from a ChatGPT login",
      { ...LOGIN, ...ENTRIES },
      { ...LOGIN, ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-alpha" },
    ],
    [
      "no mode is written where none was",
      { ...ENTRIES, tokens: TOKENS },
      { ...ENTRIES, tokens: TOKENS, OPENAI_API_KEY: "sk-alpha" },
    ],
    [
      "another kind of login must not come first",
      { ...ENTRIES, personal_access_token: "pat" },
      { ...ENTRIES, personal_access_token: "pat", OPENAI_API_KEY: "sk-alpha", auth_mode: "apikey" },
    ],
    [
      "a mode Codex does not know",
      { ...ENTRIES, auth_mode: "x" },
      { ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-alpha" },
    ],
  ])("%s", async (_name, auth, expected) => {
    expect((await after(home(null, auth), "alpha")).auth).toEqual(expected);
  });

  test.each([
    ["no entry", { OPENAI_API_KEY: "sk-beta", BETA_API_KEY: "sk-beta" }, "codex.key-missing"],
    ["no file", null, "codex.key-missing"],
    ["blank", { ALPHA_API_KEY: "  " }, "codex.key-missing"],
    ["no string", { ALPHA_API_KEY: 1 }, "codex.key-missing"],
    ["a line break: Codex would send nothing", { ALPHA_API_KEY: "sk\n" }, "codex.key-malformed"],
    ["not JSON", '{"ALPHA_API_KEY":"sk",}', "codex.auth-syntax"],
    ["a byte order mark", '\uFEFF{"ALPHA_API_KEY":"sk"}', "codex.auth-syntax"],
    ["not an object", "[]", "codex.auth-syntax"],
    ["duplicate keys", '{"ALPHA_API_KEY":"sk","ALPHA_API_KEY":"sk2"}', "codex.auth-syntax"],
  ])("refused, also with force, before anything is written: %s", async (_name, auth, code) => {
    await open(home("beta", auth), async (codex) => {
      const switching = codex.plan("alpha", { force: true });
      await expect(switching).rejects.toMatchObject({ kind: "environment", code, disk: "untouched" });
      expect(await codex.read("auth.json")).toBe(home("beta", auth)["auth.json"] ?? null);
    });
  });

  test("the key in use stays the provider's when Codex's login deleted its entry", async () => {
    const auth = { auth_mode: "apikey", OPENAI_API_KEY: "sk-new" };
    expect((await after(home("alpha", auth), "alpha")).auth).toEqual(auth);
  });

  test("up to 0.142 the key is sent without requires_openai_auth as well: it is set, with a warning", async () => {
    await open(home("beta", { ...ENTRIES, OPENAI_API_KEY: "sk-beta" }), async (codex) => {
      const { notices } = await codex.switchTo("old");
      expect(await readJsonFile(codex)).toEqual({ ...ENTRIES, OPENAI_API_KEY: "sk-alpha" });
      expect(notices.map(({ code }) => code)).toEqual(["codex.requires-openai-auth-missing"]);
    });
  });
});

describe("to a provider with its own credential", () => {
  test.each(["token", "env", "open"])("auth.json stays untouched: %s", async (target) => {
    await open(home("alpha", { ...LOGIN, ...ENTRIES }), async (codex) => {
      const { required, locks } = await codex.plan(target);
      expect(required.map(({ group }) => group)).toEqual(["config"]);
      expect(locks).toEqual([]);
    });
  });

  test("also when it cannot be read", async () => {
    await open(home("alpha", "{"), async (codex) => {
      expect((await codex.plan("token")).required.map(({ group }) => group)).toEqual(["config"]);
    });
  });

  test("a variable that is not set here is announced", async () => {
    const codes = (variables: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      open(home(null, null), async (codex) => (await codex.plan("env")).notices.map(({ code }) => code), {
        variables,
      });
    expect(await codes({})).toEqual(["codex.env-key-missing"]);
    expect(await codes({ ENV_API_KEY: "sk-env" })).toEqual([]);
  });

  test("what older versions of Codex would send is announced", async () => {
    await open(home(null, LOGIN), async (codex) => {
      expect((await codex.plan("open")).notices.map(({ code }) => code)).toEqual([
        "codex.old-codex-sends-auth",
      ]);
    });
  });
});

describe("to a provider that names no entry", () => {
  test.each([
    ["another provider's key", "plain2", { OPENAI_API_KEY: "sk-plain2" }],
    ["a stored key of another", "alpha", { ...ENTRIES, OPENAI_API_KEY: "sk-alpha" }],
    ["OpenAI's key", null, { OPENAI_API_KEY: "sk-own" }],
    ["ChatGPT tokens", null, LOGIN],
    ["unknown key", "token", { OPENAI_API_KEY: "sk-whose" }],
  ])("%s would go to it: refused without force (invariant 9)", async (_name, current, auth) => {
    await open(home(current, auth), async (codex) => {
      const params = { provider: "plain" };
      await expect(codex.plan("plain")).rejects.toMatchObject({ code: "codex.key-unknown", params });
      const { required, notices } = await codex.plan("plain", { force: true });
      expect(required.map(({ group }) => group)).toEqual(["config"]);
      expect(notices.map(({ code }) => code)).toContain("codex.key-unknown");
    });
  });

  test("a key of the same server serves", async () => {
    const auth = { OPENAI_API_KEY: "sk-plain" };
    expect((await after(home("plain", auth), "same")).auth).toEqual(auth);
  });

  test("its own key waits while others are used, and comes back", async () => {
    const auth = { ...ENTRIES, OPENAI_API_KEY: "sk-plain" };
    await open(home("plain", auth), async (codex) => {
      await codex.switchTo("alpha");
      expect(await readJsonFile(codex, "zcf-keys.json")).toEqual({
        format: 1,
        keys: { plain: "sk-plain" },
        entries: {},
      });
      await codex.switchTo("token");
      await codex.switchTo("plain");
      expect(await readJsonFile(codex)).toEqual(auth);
      expect(await codex.read("zcf-keys.json")).toBeNull();
    });
  });

  test("without any credential nothing can leak: only a notice", async () => {
    await open(home(null, null), async (codex) => {
      expect((await codex.plan("plain")).notices.map(({ code }) => code)).toEqual(["codex.login-needed"]);
    });
  });
});

test("hunks of auth.json change nothing but what they announce", async () => {
  const text = JSON.stringify({ ...LOGIN, ...ENTRIES }, null, 4);
  await open(home(null, text), async (codex) => {
    const [edit] = (await codex.plan("alpha")).required;
    if (edit?.kind !== "patch") throw new Error("no patch");
    const after_ = new TextDecoder().decode(applyHunks(new TextEncoder().encode(text), edit.hunks));
    const expected = text.replace('"chatgpt"', '"apikey"').replace("null", '"sk-alpha"');
    expect(after_).toBe(expected);
  });
});
