import { describe, expect, test } from "vitest";
import { type ProviderHome, withProviderHome } from "./testing/provider-home.ts";

const AUTH = {
  OPENAI_API_KEY: "sk-official",
  auth_mode: "apikey",
  last_refresh: "2026-01-01T00:00:00Z",
  personal_access_token: "pat-official",
};

/** A table that claims an entry which is Codex's own, while official is in use. */
function filesOf(entry: string): Readonly<Record<string, string>> {
  const config = `[model_providers.x]\nname = "X"\nbase_url = "http://x.test/v1"\ntemp_env_key = "${entry}"\n`;
  return { "config.toml": config, "auth.json": JSON.stringify(AUTH) };
}

describe.each(Object.keys(AUTH))("a table whose temp_env_key is %s", (entry) => {
  const withIt = (use: (home: ProviderHome) => Promise<void>): Promise<void> =>
    withProviderHome(filesOf(entry), use);

  test("goes without what it claims", () =>
    withIt(async (home) => {
      await home.change({ change: "remove", id: "x" });
      expect(await home.json("auth.json")).toEqual(AUTH);
    }));

  test("has no key that could be read, moved or copied", () =>
    withIt(async (home) => {
      expect(await home.key("x")).toBeNull();
      expect(JSON.stringify(await home.probe("x"))).not.toMatch(/official|apikey|2026/);
      for (const keyStore of ["bearer", "command"])
        await expect(home.change({ change: "edit", id: "x", keyStore })).rejects.toMatchObject({
          code: "codex.key-needed",
        });
      await expect(home.change({ change: "copy", id: "x", copyId: "y" })).rejects.toMatchObject({
        code: "codex.key-needed",
      });
    }));

  test("is not switched to while it has no key of its own, and gets one beside it", () =>
    withIt(async (home) => {
      await expect(home.run({ target: "x" })).rejects.toMatchObject({ code: "codex.key-unknown" });
      await home.change({ change: "edit", id: "x", key: "sk-x" });
      expect(await home.json("auth.json")).toEqual(AUTH);
      expect(await home.key("x")).toBe("sk-x");
      await home.run({ target: "x" });
      expect(await home.json("auth.json")).toMatchObject({ OPENAI_API_KEY: "sk-x" });
      await home.run({ target: "official" });
      expect(await home.json("auth.json")).toMatchObject(AUTH);
    }));

  test("notes nothing of it when its field is converted", () =>
    withIt(async (home) => {
      await home.run({ fix: ["codex.earlier-fields"] });
      expect(await home.read("config.toml")).not.toContain("temp_env_key");
      expect(await home.json("auth.json")).toEqual(AUTH);
      expect(JSON.stringify(await home.json("zcf-keys.json"))).not.toContain(entry);
    }));
});
