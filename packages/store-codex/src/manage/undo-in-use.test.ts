import { expect, test } from "vitest";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

const FILES = {
  "config.toml":
    'model_provider = "x"\n[model_providers.x]\nname = "x"\nbase_url = "https://one.test/v1"\nrequires_openai_auth = true\n',
  "auth.json": JSON.stringify({ OPENAI_API_KEY: "sk-one" }),
};

const KEY: Change = { change: "edit", id: "x", key: "sk-two" };
const URL_EDIT: Change = { change: "edit", id: "x", fields: { "base-url": "https://two.test/v1" } };

test.each<readonly [string, Change]>([
  ["key", KEY],
  ["URL", URL_EDIT],
])(
  "another %s of the provider in use can be taken back, though no entry names its key",
  async (_name, change) => {
    await withProviderHome(FILES, async (home) => {
      const before = await home.picture();
      await home.change(change);
      await home.run({ undo: "last" });
      expect(await home.picture()).toEqual(before);
    });
  },
);

test("but not the key where the URL was changed since: it was given for the old one", async () => {
  await withProviderHome(FILES, async (home) => {
    const { operation } = await home.change(KEY);
    await home.change(URL_EDIT);
    await expect(home.run({ undo: operation ?? "" })).rejects.toMatchObject({
      code: "codex.undo-credential",
    });
  });
});

test("nor the URL where the key was changed since", async () => {
  await withProviderHome(FILES, async (home) => {
    const { operation } = await home.change(URL_EDIT);
    await home.write("auth.json", JSON.stringify({ OPENAI_API_KEY: "sk-other" }));
    await expect(home.run({ undo: operation ?? "" })).rejects.toMatchObject({
      code: "codex.undo-credential",
    });
  });
});
