import { describe, expect, test } from "vitest";
import { file, message, meta, rolloutName, threadId } from "../sessions/testing/session-lines.ts";
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

  test("a provider that is in use by now, or has sessions, is not taken away", async () => {
    await withProviderHome(filesOf("bearer", { current: false, auth: null }), async (home) => {
      const fields = { "base-url": "http://y.test" };
      const { operation } = await home.change({ change: "add", id: "y", fields, keyStore: "none" });
      await home.run({ target: "y", sessions: "off" });
      const undo = { undo: operation ?? "" };
      await expect(home.run(undo)).rejects.toMatchObject({
        code: "codex.provider-in-use",
        params: { provider: "y" },
      });
      await expect(home.run({ ...undo, force: true })).rejects.toMatchObject({
        code: "codex.provider-in-use",
      });
      await home.run({ target: "x", sessions: "off" });
      const session = `sessions/2026/11/23/${rolloutName(threadId(1))}`;
      await home.write(session, file(meta(threadId(1), "y"), message("hello")));
      await expect(home.run(undo)).rejects.toMatchObject({
        code: "codex.table-in-use",
        params: { sessions: 1 },
      });
      await home.run({ ...undo, force: true });
      expect((await home.list()).map(({ id }) => id)).toEqual(["x"]);
    });
  });
});
