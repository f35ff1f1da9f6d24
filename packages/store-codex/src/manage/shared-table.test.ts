import { expect, test } from "vitest";
import { withProviderHome } from "./testing/provider-home.ts";

const CONFIG = `[model_providers.a]
name = "A"
base_url = "http://a.test/v1"
experimental_bearer_token = "sk-a"

[model_providers.b]
name = "B"
base_url = "http://b.test/v1"
experimental_bearer_token = "sk-b"
`;

test("the table that sessions share follows the provider it is a copy of, and no other", async () => {
  await withProviderHome({ "config.toml": CONFIG }, async (home) => {
    await home.run({ target: "a", sessions: "shared" });
    const before = await home.picture();
    const done = [await home.change({ change: "edit", id: "b", fields: { name: "B2" } })];
    expect(await home.read("config.toml")).toMatch(/\[model_providers\.zcf\].*\nname = "A"/);
    const fields = { name: "A2", "base-url": "http://a2.test/v1" };
    done.push(await home.change({ change: "edit", id: "a", fields, key: "sk-a2" }));
    expect(await home.read("config.toml")).toMatch(
      /\[model_providers\.zcf\].*\nname = "A2"\nbase_url = "http:\/\/a2.test\/v1"\nexperimental_bearer_token = "sk-a2"/,
    );
    expect(await home.places("sk-a2")).toEqual(["config.toml ×2"]);
    done.push(await home.change({ change: "edit", id: "a", keyStore: "command" }));
    expect(await home.places("sk-a2")).toEqual(["zcf-keys.json"]);
    expect(await home.read("config.toml")).toContain(
      '[model_providers.zcf.auth]\ncommand = "zcf"\nargs = [ "key", "codex/a" ]',
    );
    expect((await home.list()).find(({ id }) => id === "a")?.current).toBe(true);
    for (const { operation } of done.toReversed()) await home.run({ undo: operation ?? "" });
    expect(await home.picture()).toEqual(before);
  });
});
