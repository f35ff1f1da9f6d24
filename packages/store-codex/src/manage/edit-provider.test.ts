import { describe, expect, test } from "vitest";
import { AFTER, FIRST, KEY, LINES, REST } from "./testing/moving-key.ts";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

describe("fields", () => {
  const files = (lines: string): Readonly<Record<string, string>> => ({
    "config.toml": FIRST + lines + REST,
  });

  test("what is named changes in its place, and everything else stays as it is written", async () => {
    await withProviderHome(files(LINES.bearer), async (home) => {
      const before = await home.picture();
      const fields = {
        name: "Y's",
        "base-url": "http://x.test/v2/",
        "env-key-instructions": "see wiki",
        model: "m",
      };
      await home.change({ change: "edit", id: "x", fields });
      const text = FIRST.replace("'X'", `"Y's"`).replace("/v1", "/v2") + LINES.bearer;
      expect(await home.read("config.toml")).toBe(`${text}env_key_instructions = "see wiki"\n${REST}`);
      expect(await home.json("zcf-keys.json")).toMatchObject({ providers: { x: { model: "m" } } });
      expect((await home.list())[0]?.fields).toEqual({ ...fields, "base-url": "http://x.test/v2" });
      await home.run({ undo: "last" });
      expect(await home.picture()).toEqual(before);
    });
  });

  test("null takes one away", async () => {
    await withProviderHome(files('wire_api = "responses" # x\n'), async (home) => {
      await home.change({ change: "edit", id: "x", fields: { model: "m" } });
      await home.change({ change: "edit", id: "x", fields: { model: null, "wire-api": null } });
      expect(await home.read("config.toml")).toBe(FIRST + REST);
      expect(await home.read("zcf-keys.json")).toBeNull();
    });
  });

  test("earlier zcf's fields stay where they are, and work on", async () => {
    const auth = { OPENAI_API_KEY: "sk-own", X_KEY: "sk-one" };
    const lines = `${LINES["auth-json"]}model = "m" # mine\n`;
    await withProviderHome({ ...files(lines), "auth.json": JSON.stringify(auth) }, async (home) => {
      await home.change({ change: "edit", id: "x", fields: { model: "m2" }, key: "sk-two" });
      expect(await home.read("config.toml")).toBe(FIRST + lines.replace('"m"', '"m2"') + REST);
      expect(await home.json("auth.json")).toEqual({ ...auth, X_KEY: "sk-two" });
      expect(await home.read("zcf-keys.json")).toBeNull();
      await home.change({ change: "edit", id: "x", fields: { model: null } });
      expect(await home.read("config.toml")).not.toContain("m2");
    });
  });

  test("an inline table and CRLF stay what they are", async () => {
    const text = '[model_providers]\r\nx = { name = "X", base_url = "http://x.test" } # one\r\n';
    await withProviderHome({ "config.toml": text }, async (home) => {
      await home.change({ change: "edit", id: "x", keyStore: "command", key: KEY });
      const item = ', auth = { command = "zcf", args = ["key", "codex/x"] } }';
      expect(await home.read("config.toml")).toBe(text.replace(" }", item));
      await home.change({ change: "edit", id: "x", keyStore: "none" });
      expect(await home.read("config.toml")).toBe(text);
    });
  });

  test.each<[string, Change, string]>([
    ["nobody's id", { change: "edit", id: "y", fields: { name: "n" } }, "codex.unknown-target"],
    ["official", { change: "edit", id: "official", fields: { name: "n" } }, "codex.unknown-target"],
    ["no name at all", { change: "edit", id: "x", fields: { name: null } }, "codex.field-missing"],
    ["no URL at all", { change: "edit", id: "x", fields: { "base-url": null } }, "codex.field-missing"],
    ["no key that could move", { change: "edit", id: "x", keyStore: "bearer" }, "codex.key-needed"],
    ["what is built in", { change: "edit", id: "gcp", fields: { name: "n" } }, "codex.built-in-table"],
  ])("refused: %s", async (_name, change, code) => {
    const text = `${FIRST}${LINES.env}${REST}\n[model_providers.gcp]\nproject_id = "p"\n`;
    await withProviderHome({ "config.toml": text }, async (home) => {
      await expect(home.change(change)).rejects.toMatchObject({ kind: "usage", code });
    });
  });

  test("a program that is not ours stays, until another place is named", async () => {
    const lines = '\n[model_providers.x.auth]\ncommand = "pass"\nargs = ["show", "x"]\n';
    await withProviderHome(files(lines), async (home) => {
      await home.change({ change: "edit", id: "x", fields: { name: "N" } });
      expect(await home.read("config.toml")).toBe(FIRST.replace("'X'", "'N'") + lines + REST);
      expect((await home.list())[0]).toMatchObject({ keyStore: "other", hasKey: true });
      expect(await home.key("x")).toBeNull();
      await home.change({ change: "edit", id: "x", keyStore: "bearer", key: KEY });
      expect(await home.read("config.toml")).toBe(FIRST.replace("'X'", "'N'") + AFTER.bearer + REST);
    });
  });

  test("a key that goes to another server is remarked on", async () => {
    await withProviderHome(files(LINES.bearer), async (home) => {
      const edit = (url: string): Change => ({ change: "edit", id: "x", fields: { "base-url": url } });
      expect(await home.notices(edit("http://other.test/v1"))).toContain("codex.key-goes-along");
      expect(await home.notices(edit("http://x.test/v3"))).not.toContain("codex.key-goes-along");
    });
  });
});
