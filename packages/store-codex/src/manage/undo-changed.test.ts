import { describe, expect, test } from "vitest";
import { AFTER, filesOf, KEY, LINES } from "./testing/moving-key.ts";
import { withProviderHome } from "./testing/provider-home.ts";

describe("undone after somebody has changed the files", () => {
  test("only what the edit made goes back", async () => {
    await withProviderHome(filesOf("bearer", { current: false, auth: null }), async (home) => {
      const text = (await home.read("config.toml")) ?? "";
      await home.change({ change: "edit", id: "x", keyStore: "auth-json" });
      await home.change({
        change: "add",
        id: "y",
        fields: { "base-url": "http://y.test", model: "m" },
        keyStore: "command",
        key: "sk-y",
      });
      const added = (await home.read("config.toml")) ?? "";
      await home.write("config.toml", `${added}\n[mine]\na = 1\n`);
      await home.run({ undo: "last" });
      expect(await home.read("config.toml")).toBe(
        `${text.replace(LINES.bearer, AFTER["auth-json"])}\n[mine]\na = 1\n`,
      );
      expect(await home.json("zcf-keys.json")).toEqual({
        format: 2,
        keys: {},
        entries: { X_API_KEY: KEY },
        providers: { x: { entry: "X_API_KEY" } },
        commands: {},
      });
    });
  });

  test("a table that somebody has changed since is a conflict that names it", async () => {
    await withProviderHome(filesOf("bearer", { current: false, auth: null }), async (home) => {
      await home.change({ change: "edit", id: "x", fields: { name: "N" } });
      await home.write("config.toml", ((await home.read("config.toml")) ?? "").replace("'N'", "'M'"));
      await expect(home.run({ undo: "last" })).rejects.toMatchObject({
        code: "codex.undo-changed",
        params: { key: "model_providers.x" },
      });
    });
  });
});
