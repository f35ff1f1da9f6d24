import { expect, test } from "vitest";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

const CONFIG = `[model_providers.nowhere]
name = "N"

[model_providers.x]
name = "X"
base_url = "http://x.test/v1"
experimental_bearer_token = "sk-x"
`;
const HOME = { "config.toml": CONFIG };

test.each<readonly [string, Partial<Change>]>([
  ["a key", { keyStore: "bearer", key: "sk-new" }],
  ["a key for a command", { keyStore: "command", key: "sk-new" }],
  ["a variable", { keyStore: "env", key: "N_KEY" }],
])("%s is not given to a provider without a base URL: Codex would send it to OpenAI", async (_, part) => {
  await withProviderHome(HOME, async (home) => {
    const before = await home.picture();
    const change = { change: "edit", id: "nowhere", ...part } as const;
    await expect(home.change(change)).rejects.toMatchObject({ code: "codex.key-without-url" });
    expect(await home.picture()).toEqual(before);
    await home.change({ ...change, fields: { "base-url": "http://n.test/v1" } });
    expect(await home.read("config.toml")).toContain("http://n.test/v1");
  });
});

test.each([
  ["none", {}, true],
  ["env", { key: "X_KEY" }, true],
  ["command", {}, false],
  ["auth-json", {}, false],
])("moved to %s: whether it is said that the key goes", async (keyStore, part, isSaid) => {
  await withProviderHome(HOME, async (home) => {
    const notices = await home.notices({ change: "edit", id: "x", keyStore, ...part });
    expect(notices.includes("codex.key-dropped")).toBe(isSaid);
  });
});

test("a provider that never had a key loses none", async () => {
  await withProviderHome(HOME, async (home) => {
    const fields = { "base-url": "http://y.test/v1" };
    expect(await home.notices({ change: "add", id: "y", fields, keyStore: "none" })).toEqual([]);
  });
});

test("/v1 twice in a new base URL is told of", async () => {
  await withProviderHome(HOME, async (home) => {
    const edit = async (url: string): Promise<readonly string[]> =>
      home.notices({ change: "edit", id: "x", fields: { "base-url": url } });
    expect(await edit("http://x.test/v1/v1/")).toContain("codex.url-v1-twice");
    expect(await edit("http://x.test/v1/v1x")).not.toContain("codex.url-v1-twice");
  });
});
