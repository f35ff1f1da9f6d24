import { describe, expect, test } from "vitest";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

const KEY = "sk-source-0123456789";

const HEAD = 'name = "A"\nbase_url = "http://a.test/v1"\n';
const LINES: Readonly<Record<string, string>> = {
  bearer: `experimental_bearer_token = "${KEY}"\n`,
  "auth-json": 'requires_openai_auth = true\ntemp_env_key = "A_KEY"\nmodel = "m"\n',
  env: 'env_key = "A_VARIABLE"\n',
  command: 'auth = { command = "zcf", args = ["key", "codex/a"] }\n',
  none: "",
};

function filesOf(store: string, more = ""): Readonly<Record<string, string>> {
  const keys = { format: 2, keys: {}, entries: {}, providers: {}, commands: { a: KEY } };
  return {
    "config.toml": `[model_providers.a] # mine\n${HEAD}${LINES[store]}${more}`,
    ...(store === "auth-json"
      ? { "auth.json": JSON.stringify({ OPENAI_API_KEY: "sk-own", A_KEY: KEY }) }
      : {}),
    ...(store === "command" ? { "zcf-keys.json": JSON.stringify(keys) } : {}),
  };
}

const COPY: Change = { change: "copy", id: "a", copyId: "b" };
const AWAY = { "base-url": "http://b.test/v1" };

describe("a copy", () => {
  test.each(["bearer", "auth-json", "env", "command", "none"])(
    "for the same server has the key too, in a place of its own: %s",
    async (store) => {
      await withProviderHome(filesOf(store), async (home) => {
        const before = await home.picture();
        await home.change({ ...COPY, fields: { name: "B" } });
        const [a, b] = await home.list();
        expect(b).toEqual({
          ...a,
          id: "b",
          fields: { ...a?.fields, name: "B", ...(store === "auth-json" ? {} : {}) },
        });
        expect(await home.key("b")).toBe(await home.key("a"));
        expect(await home.read("config.toml")).toContain(filesOf(store)["config.toml"]);
        expect((await home.read("config.toml"))?.match(/temp_env_key|^model = /gm) ?? []).toHaveLength(
          store === "auth-json" ? 2 : 0,
        );
        expect((await home.plan({ ...COPY, fields: { name: "B" } })).stores[0]?.plan.required).toEqual([]);
        await home.change({
          change: "edit",
          id: "b",
          ...(store === "none" ? {} : { keyStore: "none" }),
          fields: { name: "C" },
        });
        expect(await home.key("a")).toBe(store === "env" || store === "none" ? null : KEY);
        await home.run({ undo: "last" });
        await home.run({ undo: (await home.change({ change: "remove", id: "b" })).operation ?? "" });
        expect(await home.key("b")).toBe(await home.key("a"));
        await home.change({ change: "remove", id: "b" });
        expect(await home.read("config.toml")).toBe(filesOf(store)["config.toml"]);
        expect([...(await home.picture()).keys()]).toEqual([...before.keys()]);
      });
    },
  );

  test.each(["bearer", "auth-json", "env", "command"])(
    "for another server needs a key of its own (invariant 9): %s",
    async (store) => {
      await withProviderHome(filesOf(store), async (home) => {
        const away = { ...COPY, fields: AWAY };
        for (const keyStore of [undefined, "bearer", "auth-json", "env", "command"]) {
          const where = keyStore === undefined ? {} : { keyStore };
          await expect(home.change({ ...away, ...where })).rejects.toMatchObject({
            code: "codex.key-needed",
          });
        }
        await home.change({ ...away, copyId: "c", keyStore: "none" });
        expect((await home.list()).find(({ id }) => id === "c")).toMatchObject({
          keyStore: null,
          hasKey: false,
        });
        await home.change({ ...away, keyStore: "command", key: "sk-b" });
        expect(await home.key("b")).toBe("sk-b");
      });
    },
  );

  test("for another server leaves out headers and query, and says so", async () => {
    const more = 'http_headers = { Authorization = "Bearer sk-header" }\nquery_params = { v = "1" }\n';
    await withProviderHome(filesOf("none", more), async (home) => {
      expect(await home.notices({ ...COPY, fields: AWAY })).toEqual(["codex.left-behind"]);
      await home.change({ ...COPY, fields: AWAY });
      await home.change({ ...COPY, copyId: "same" });
      expect(await home.places("sk-header")).toEqual(["config.toml ×2"]);
    });
  });

  test("and the source removed in one: another name", async () => {
    await withProviderHome(filesOf("command"), async (home) => {
      const before = await home.picture();
      await home.change(COPY, { change: "remove", id: "a" });
      expect(await home.json("zcf-keys.json")).toMatchObject({ commands: { b: KEY } });
      expect((await home.list()).map(({ id }) => id)).toEqual(["b"]);
      await home.run({ undo: "last" });
      expect(await home.picture()).toEqual(before);
    });
  });

  test.each<[string, Change, string]>([
    ["of nobody", { ...COPY, id: "x" }, "codex.unknown-target"],
    ["to an id that is taken", { ...COPY, copyId: "A" }, "codex.id-taken"],
    ["to itself", { ...COPY, copyId: "a", fields: { name: "B" } }, "codex.id-taken"],
    ["to a reserved id", { ...COPY, copyId: "ollama" }, "codex.id-reserved"],
    ["to no id", { change: "copy", id: "a" }, "codex.id-form"],
  ])("refused: %s", async (_name, change, code) => {
    await withProviderHome(filesOf("bearer"), async (home) => {
      await expect(home.change(change)).rejects.toMatchObject({ kind: "usage", code });
    });
  });

  test("refused: a source that is edited in the same goal", async () => {
    await withProviderHome(filesOf("bearer"), async (home) => {
      const edit: Change = { change: "edit", id: "a", fields: { name: "N" } };
      await expect(home.change(COPY, edit)).rejects.toMatchObject({ code: "codex.changed-twice" });
      await home.change(edit, COPY);
      expect((await home.list()).map(({ fields }) => fields["name"])).toEqual(["N", "N"]);
    });
  });
});
