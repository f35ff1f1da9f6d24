import { differences } from "@zcf/adapter-testkit";
import { describe, expect, test } from "vitest";
import { type Change, type ProviderHome, withProviderHome } from "../manage/testing/provider-home.ts";

const [FIRST, SECOND] = ["https://first.test/v1", "https://second.test/v1"];
const EMPTY = { "config.toml": 'model = "m"\n' };
const toSecond: Change = { change: "edit", id: "x", fields: { "base-url": SECOND } };
const newKey: Change = { change: "edit", id: "x", key: "sk-2" };

async function added(home: ProviderHome, keyStore: string): Promise<void> {
  await home.change({ change: "add", id: "x", fields: { "base-url": FIRST }, keyStore, key: "sk-1" });
}

async function change(home: ProviderHome, what: Change): Promise<string> {
  return (await home.change(what)).operation ?? "";
}

async function refuses(home: ProviderHome, undo: string, code = "codex.undo-credential"): Promise<void> {
  const before = await home.picture();
  await expect(home.run({ undo })).rejects.toMatchObject({ kind: "conflict", code });
  expect(differences(before, await home.picture())).toEqual([]);
}

async function url(home: ProviderHome): Promise<string | undefined> {
  return /base_url = "(.*)"/.exec((await home.read("config.toml")) ?? "")?.[1];
}

describe.each(["command", "auth-json"])("a key in another file than its server (%s)", (store) => {
  test("the server does not come back under a key that was given for the next one", async () => {
    await withProviderHome(EMPTY, async (home) => {
      await added(home, store);
      const moved = await change(home, toSecond);
      await change(home, newKey);
      await refuses(home, moved);
    });
  });

  test("nor does a key come back to a server that it was not given for", async () => {
    await withProviderHome(EMPTY, async (home) => {
      await added(home, store);
      const keyed = await change(home, newKey);
      await change(home, toSecond);
      await refuses(home, keyed);
    });
  });

  test("forced it does, with a warning", async () => {
    await withProviderHome(EMPTY, async (home) => {
      await added(home, store);
      const moved = await change(home, toSecond);
      await change(home, newKey);
      const { stores } = await home.run({ undo: moved, force: true });
      expect(stores[0]?.notices[0]).toMatchObject({
        code: "codex.undo-credential",
        severity: "warning",
        params: { provider: "x" },
      });
      expect([await url(home), await home.key("x")]).toEqual([FIRST, "sk-2"]);
    });
  });

  test("with nothing in between each is undone and redone, and so both are, one after the other", async () => {
    await withProviderHome(EMPTY, async (home) => {
      await added(home, store);
      const moved = await change(home, toSecond);
      const onSecond = await home.picture();
      await home.run({ undo: "last" });
      expect(await url(home)).toBe(FIRST);
      await home.run({ undo: "last" });
      expect(differences(onSecond, await home.picture())).toEqual([]);
      const keyed = await change(home, newKey);
      await home.run({ undo: keyed });
      await home.run({ undo: moved });
      expect([await url(home), await home.key("x")]).toEqual([FIRST, "sk-1"]);
    });
  });
});

test("a key in the table itself was changed with it: a conflict that names the table", async () => {
  await withProviderHome(EMPTY, async (home) => {
    await added(home, "bearer");
    const moved = await change(home, toSecond);
    await change(home, newKey);
    await refuses(home, moved, "codex.undo-changed");
  });
});

test("a key that waits outside auth.json is judged as well, whoever has changed it", async () => {
  const table = `[model_providers.x]\nname = "x"\nbase_url = "${FIRST}"\nrequires_openai_auth = true\n`;
  const keys = { format: 1, keys: { x: "sk-1" }, entries: {} };
  const files = { "config.toml": table, "zcf-keys.json": JSON.stringify(keys) };
  await withProviderHome(files, async (home) => {
    const moved = await change(home, toSecond);
    await home.write("zcf-keys.json", JSON.stringify({ ...keys, keys: { x: "sk-2" } }));
    await refuses(home, moved);
    await home.write("zcf-keys.json", JSON.stringify(keys));
    await home.run({ undo: moved });
    expect(await url(home)).toBe(FIRST);
  });
});

describe.each(["command", "auth-json"])("the shared table and the one that it stands for (%s)", (store) => {
  test("do not part: a new key would go to the servers of both", async () => {
    await withProviderHome(EMPTY, async (home) => {
      await added(home, store);
      const moved = await change(home, toSecond);
      await home.run({ target: "x", sessions: "shared" });
      await refuses(home, moved, "codex.undo-changed");
      await home.run({ undo: "last" });
      await home.run({ undo: moved });
      expect(await url(home)).toBe(FIRST);
    });
  });

  test("and the shared one does not come back beside one that has moved since", async () => {
    await withProviderHome(EMPTY, async (home) => {
      await added(home, store);
      await home.run({ target: "x", sessions: "shared" });
      const back = (await home.run({ undo: "last" })).operation ?? "";
      await change(home, toSecond);
      await refuses(home, back, "codex.undo-changed");
    });
  });
});

test("what the ledger has lost is not given, but for what the record itself holds", async () => {
  await withProviderHome(EMPTY, async (home) => {
    await added(home, "command");
    const moved = await change(home, toSecond);
    await home.forget();
    await refuses(home, moved);
  });
  await withProviderHome(EMPTY, async (home) => {
    await added(home, "bearer");
    const moved = await change(home, toSecond);
    await home.forget();
    await home.run({ undo: moved });
    expect(await url(home)).toBe(FIRST);
  });
});

describe("the provider in use, whose key no entry keeps", () => {
  const files = {
    "config.toml": `model_provider = "x"\n[model_providers.x]\nname = "x"\nbase_url = "${FIRST}"\nrequires_openai_auth = true\n`,
    "auth.json": '{"OPENAI_API_KEY":"sk-1"}',
  };

  test.each([toSecond, newKey])("%o is undone right afterwards", async (what) => {
    await withProviderHome(files, async (home) => {
      const before = await home.picture();
      const made = await change(home, what);
      await home.run({ undo: made });
      expect(differences(before, await home.picture())).toEqual([]);
    });
  });

  test.each([
    [toSecond, newKey],
    [newKey, toSecond],
  ])("but not after another change: %o, then %o", async (first, second) => {
    await withProviderHome(files, async (home) => {
      const made = await change(home, first);
      await change(home, second);
      await refuses(home, made);
    });
  });
});

describe("a proxy of OpenAI's service that config does not name any more", () => {
  const proxied = 'openai_base_url = "https://proxy.test/v1"\n';
  const config = `${proxied}[model_providers.x]\nname = "x"\nbase_url = "${FIRST}"\nexperimental_bearer_token = "sk-x"\n`;
  const key = (value: string): string => JSON.stringify({ OPENAI_API_KEY: value });

  test("gets no key that came later, from a backup of then", async () => {
    await withProviderHome({ "config.toml": config, "auth.json": key("sk-1") }, async (home) => {
      const { operation } = await home.run({ target: "x" });
      await home.write("config.toml", ((await home.read("config.toml")) ?? "").replace(proxied, ""));
      await home.run({ target: "official", force: true });
      await home.write("auth.json", key("sk-2"));
      await home.run({ target: "x" });
      const before = await home.picture();
      await expect(home.run({ fromBackup: operation ?? "" })).rejects.toMatchObject({
        code: "codex.undo-credential",
      });
      expect(differences(before, await home.picture())).toEqual([]);
    });
  });

  test("gets the one that it always got", async () => {
    await withProviderHome({ "config.toml": config, "auth.json": key("sk-1") }, async (home) => {
      const { operation } = await home.run({ target: "x" });
      await home.run({ fromBackup: operation ?? "" });
      expect(await home.read("config.toml")).toBe(config);
    });
  });
});
