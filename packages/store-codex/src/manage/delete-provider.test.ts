import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { file, message, meta, rolloutName, threadId } from "../sessions/testing/session-lines.ts";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

const KEY = "sk-gone-0123456789";
const LINES: Readonly<Record<string, string>> = {
  bearer: `experimental_bearer_token = "${KEY}"\n`,
  "auth-json": 'requires_openai_auth = true\ntemp_env_key = "X_KEY"\n',
  command: '\n[model_providers.x.auth]\ncommand = "zcf"\nargs = ["key", "codex/x"]\n',
  none: "",
};
const OTHER =
  '# about other\n[model_providers.other]\nname = "O"\nbase_url = "http://other.test"\nexperimental_bearer_token = "sk-other"\n';
const REMOVE: Change = { change: "remove", id: "x" };

function configOf(store: string, current = "other"): string {
  return `model_provider = "${current}"\n\n[model_providers.x]\nname = "X"\nbase_url = "http://x.test"\n${LINES[store]}\n${OTHER}`;
}

const KEYS = {
  format: 2,
  keys: { x: KEY, official: "sk-own" },
  entries: { A_KEY: "sk-a" },
  providers: { x: { model: "m", entry: "X_API_KEY" }, other: { model: "o" } },
  commands: { x: KEY, y: "sk-y" },
};

describe("a provider that is removed", () => {
  test.each(Object.keys(LINES))("leaves no key and no trace of its own: %s", async (store) => {
    const auth = { OPENAI_API_KEY: KEY, X_KEY: KEY, Z_KEY: "sk-z" };
    const files = {
      "config.toml": configOf(store),
      ...(store === "auth-json" ? { "auth.json": JSON.stringify(auth) } : {}),
      ...(store === "command" || store === "auth-json"
        ? {
            "zcf-keys.json": JSON.stringify({
              ...KEYS,
              commands: store === "command" ? KEYS.commands : {},
              keys: store === "command" ? {} : KEYS.keys,
            }),
          }
        : {}),
    };
    await withProviderHome(files, async (home) => {
      const before = await home.picture();
      await home.change(REMOVE);
      expect(await home.read("config.toml")).toBe(`model_provider = "other"\n\n${OTHER}`);
      expect(await home.places(KEY)).toEqual([]);
      expect((await home.list()).map(({ id }) => id)).toEqual(["other"]);
      if (store === "auth-json") {
        expect(await home.read("auth.json")).toBeNull();
        expect(await home.json("zcf-keys.json")).toMatchObject({
          keys: { official: "sk-own" },
          entries: { A_KEY: "sk-a", Z_KEY: "sk-z" },
          providers: { other: { model: "o" } },
        });
      }
      expect((await home.plan(REMOVE)).stores[0]?.plan.required).toEqual([]);
      expect(await home.notices(REMOVE)).toEqual(["codex.provider-gone"]);
      await home.run({ undo: "last" });
      expect(await home.picture()).toEqual(before);
    });
  });

  test("an entry that another one uses as well stays", async () => {
    const config = `${configOf("auth-json")}${OTHER.replaceAll("other", "twin").replace(/experimental.*/, 'temp_env_key = "X_KEY"')}`;
    const auth = { OPENAI_API_KEY: "sk-own", X_KEY: KEY };
    await withProviderHome({ "config.toml": config, "auth.json": JSON.stringify(auth) }, async (home) => {
      await home.change(REMOVE);
      expect(await home.json("auth.json")).toEqual(auth);
      expect(await home.key("twin")).toBe(KEY);
    });
  });

  test("is refused while it is in use, also with force and with shared sessions", async () => {
    await withProviderHome({ "config.toml": configOf("bearer", "x") }, async (home) => {
      const refusal = { kind: "conflict", code: "codex.provider-in-use", params: { provider: "x", line: 3 } };
      await expect(home.change(REMOVE)).rejects.toMatchObject(refusal);
      await expect(home.force(REMOVE)).rejects.toMatchObject(refusal);
      await home.run({ target: "x", sessions: "shared" });
      await expect(home.force(REMOVE)).rejects.toMatchObject({ code: "codex.provider-in-use" });
      await home.run({ target: "other" });
      await home.change(REMOVE);
      expect((await home.list()).map(({ id }) => id)).toEqual(["other"]);
    });
  });

  test("is refused while sessions refer to it, with their number; force goes on, and says so", async () => {
    const sessions = Object.fromEntries(
      [1, 2].map((digit) => [
        `sessions/2026/11/23/${rolloutName(threadId(digit))}`,
        file(meta(threadId(digit), digit === 1 ? "x" : "other"), message("hello")),
      ]),
    );
    await withProviderHome({ "config.toml": configOf("bearer"), ...sessions }, async (home) => {
      await expect(home.change(REMOVE)).rejects.toMatchObject({
        code: "codex.table-in-use",
        params: { provider: "x", sessions: 1, threads: [threadId(1)] },
      });
      await home.force(REMOVE);
      expect(await home.read("config.toml")).toBe(`model_provider = "other"\n\n${OTHER}`);
      await home.run({ undo: "last" });
      await home.run({ sync: "all" });
      await home.change(REMOVE);
    });
  });

  test("may be one that Codex does not start with", async () => {
    const config = `${configOf("none")}\n[model_providers.openai]\nname = "x"\n\n[model_providers.official]\nname = "y"\nbase_url = "http://y"\n`;
    await withProviderHome({ "config.toml": config }, async (home) => {
      expect((await home.list()).find(({ id }) => id === "openai")?.problems.map(({ code }) => code)).toEqual(
        ["codex.reserved-id"],
      );
      await home.change({ change: "remove", id: "openai" }, { change: "remove", id: "official" });
      expect(await home.read("config.toml")).toBe(configOf("none"));
    });
  });
});

test("one that is not there is only remarked on, with what may be meant", async () => {
  await withProviderHome({ "config.toml": configOf("none") }, async (home) => {
    const [store] = (await home.plan({ change: "remove", id: "othr" })).stores;
    expect(store?.plan.notices).toEqual([
      { code: "codex.provider-gone", severity: "warning", params: { provider: "othr", closest: ["other"] } },
    ]);
    expect((await home.change({ change: "remove", id: "othr" })).outcome).toBe("nothing");
  });
});

test("sessions that are archived count, and those that only an index knows", async () => {
  const archived = { [`archived_sessions/${rolloutName(threadId(1))}`]: file(meta(threadId(1), "x")) };
  await withProviderHome({ "config.toml": configOf("bearer"), ...archived }, async (home) => {
    const index = new DatabaseSync(join(home.home, "state_5.sqlite"));
    index.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL)");
    index.prepare("INSERT INTO threads VALUES (?, 'x')").run(threadId(2));
    index.close();
    const before = await home.picture();
    await expect(home.change(REMOVE)).rejects.toMatchObject({
      code: "codex.table-in-use",
      params: { sessions: 2, threads: [threadId(1), threadId(2)] },
      hints: [{ code: "codex.hint-list-sessions" }, { code: "codex.hint-force" }],
    });
    expect(await home.picture()).toEqual(before);
  });
});
