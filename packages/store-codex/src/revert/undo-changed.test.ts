import { appendFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { hold } from "../sessions/testing/made-up-family.ts";
import { file, message, meta, rolloutName, settings, threadId } from "../sessions/testing/session-lines.ts";
import { configOf, differences, LONGER, type UndoHome, withUndoHome } from "./testing/undo-home.ts";

const LOGIN = {
  auth_mode: "chatgpt",
  OPENAI_API_KEY: null,
  tokens: { id_token: "eyJ.id", access_token: "eyJ.access", refresh_token: "rt-1", account_id: "acc" },
  last_refresh: "2026-01-01T00:00:00Z",
};
const ENTRIES = { KEPT_KEY: "sk-kept", OTHER_KEY: "sk-other" };
const TRUST = '\n[projects."/x"]\ntrust_level = "trusted"\n';
const UNDO = { undo: "last" } as const;

const json = (value: object): string => JSON.stringify(value, null, 2);
const nameOf = (digit: number): string => `sessions/2026/11/23/${rolloutName(threadId(digit))}`;
const sessionOf = (digit: number, provider: string): Readonly<Record<string, string>> => ({
  [nameOf(digit)]: file(meta(threadId(digit), provider), message("hello"), settings(provider)),
});

/** A state database with a row for each of these threads. */
function index(home: string, rows: readonly (readonly [number, string, string])[]): DatabaseSync {
  const database = new DatabaseSync(join(home, "state_5.sqlite"));
  database.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL, model TEXT)");
  for (const [digit, provider, model] of rows)
    database.prepare("INSERT INTO threads VALUES (?, ?, ?)").run(threadId(digit), provider, model);
  return database;
}

/** What names a provider in a session, in order, with each value once. */
async function named(home: UndoHome, digit: number): Promise<string> {
  const text = (await home.read(nameOf(digit))) ?? "";
  const found = [...text.matchAll(/^\{.*?"model_provider(?:_id)?":"([^"]*)"/gm)].map(([, id]) => id);
  return [...new Set(found)].join();
}

test("a token refresh, a trusted project and new turns in between are kept; only our values go back", async () => {
  const files = {
    "config.toml": configOf("# model_provider = 'kept' # mine"),
    "auth.json": json({ ...LOGIN, ...ENTRIES }),
    ...sessionOf(1, "openai"),
    ...sessionOf(2, "openai"),
  };
  await withUndoHome(files, async (home) => {
    const database = index(home.home, [
      [1, "openai", "m"],
      [2, "openai", "m"],
    ]);
    const before = await home.picture();
    await home.run({ target: "other" });
    expect(await named(home, 1)).toBe("other");
    await appendFile(join(home.home, "config.toml"), TRUST);
    const auth = JSON.parse((await home.read("auth.json")) ?? "") as Record<string, unknown>;
    const tokens = { ...LOGIN.tokens, access_token: "eyJ.new", refresh_token: "rt-2" };
    await home.write(
      "auth.json",
      json({
        auth_mode: auth["auth_mode"],
        OPENAI_API_KEY: auth["OPENAI_API_KEY"],
        tokens,
        last_refresh: "2027",
      }),
    );
    const turn = file(message("a new turn"), settings("other", threadId(1)), message("é"));
    await appendFile(join(home.home, nameOf(1)), turn);
    database.exec("UPDATE threads SET model = 'mine' WHERE id LIKE '%1'");
    expect(await home.run(UNDO)).toMatchObject({
      outcome: "applied",
      stores: [{ applied: { sessions: 2 }, skipped: [] }],
    });
    expect(await home.read("config.toml")).toBe(files["config.toml"] + TRUST);
    expect(await home.read("auth.json")).toBe(json({ ...LOGIN, tokens, last_refresh: "2027" }));
    expect(await named(home, 1)).toBe("openai");
    expect((await home.read(nameOf(1)))?.endsWith(turn.replace('"other"', '"openai"').slice(-40))).toBe(true);
    expect(database.prepare("SELECT model_provider, model FROM threads ORDER BY id").all()).toEqual([
      { model_provider: "openai", model: "mine" },
      { model_provider: "openai", model: "m" },
    ]);
    const left = differences(before, await home.picture());
    expect(left.filter((name) => !name.startsWith("state_"))).toEqual([
      "auth.json",
      "config.toml",
      nameOf(1),
      // The refresh has deleted the key's own entry.
      "zcf-keys.json",
    ]);
    expect(left.filter((name) => name.includes(threadId(2)))).toEqual([]);
    expect(await home.run({ ...UNDO })).toMatchObject({ outcome: "applied" });
    database.close();
  });
});

test("a key whose entry a token refresh has deleted is parked, not lost", async () => {
  const files = { "config.toml": configOf(), "auth.json": json({ ...LOGIN, ...ENTRIES }) };
  await withUndoHome(files, async (home) => {
    await home.run({ target: "other" });
    const { auth_mode, OPENAI_API_KEY } = JSON.parse((await home.read("auth.json")) ?? "") as typeof LOGIN;
    await home.write("auth.json", json({ auth_mode, OPENAI_API_KEY, tokens: LOGIN.tokens }));
    await home.run(UNDO);
    expect(await home.read("auth.json")).not.toContain("sk-other");
    expect(JSON.parse((await home.read("zcf-keys.json")) ?? "")).toMatchObject({
      keys: { other: "sk-other" },
    });
    await home.run({ target: "other" });
    expect(await home.read("auth.json")).toContain('"OPENAI_API_KEY": "sk-other"');
  });
});

test("a conflict refuses all of it, and writes nothing", async () => {
  const files = { "config.toml": configOf('model_provider = "alpha"'), ...sessionOf(1, "alpha") };
  await withUndoHome(files, async (home) => {
    await home.run({ target: "beta" });
    await home.write("config.toml", configOf('model_provider = "plain"'));
    const before = await home.picture();
    await expect(home.run(UNDO)).rejects.toMatchObject({
      kind: "conflict",
      code: "codex.undo-changed",
      params: { key: "model_provider", line: 2 },
      disk: "untouched",
    });
    expect(differences(before, await home.picture())).toEqual([]);
    expect(await home.run({ ...UNDO, only: ["sessions"] })).toMatchObject({ outcome: "applied" });
    expect(await named(home, 1)).toBe("alpha");
  });
});

describe("one of config and auth.json alone", () => {
  const files = {
    "config.toml": configOf('model_provider = "kept"'),
    "auth.json": json({ OPENAI_API_KEY: "sk-kept", KEPT_KEY: "sk-kept" }),
  };

  test.each([
    ["config", "auth.json", "kept"],
    ["auth", "config.toml", "official"],
  ])(
    "%s: a key that nobody knows to be that server's is refused unless forced",
    async (only, other, provider) => {
      const plain = {
        "config.toml": configOf('model_provider = "plain"'),
        "auth.json": json({ OPENAI_API_KEY: "sk-plain", tokens: LOGIN.tokens, auth_mode: "apikey" }),
      };
      await withUndoHome(plain, async (home) => {
        await home.run({ target: "official" });
        await expect(home.run({ ...UNDO, only: [only] })).rejects.toMatchObject({
          kind: "conflict",
          code: "codex.undo-together",
          params: { other: join(home.home, other), provider: provider === "kept" ? "plain" : provider },
        });
        expect(await home.run({ ...UNDO, only: [only], force: true })).toMatchObject({ outcome: "applied" });
      });
    },
  );

  test("with a key that is stored for that provider config goes alone", async () => {
    await withUndoHome(files, async (home) => {
      await home.write("auth.json", json({ OPENAI_API_KEY: "sk-kept", ...ENTRIES }));
      await home.run({ target: "other" });
      await expect(home.run({ ...UNDO, only: ["config"] })).rejects.toMatchObject({
        code: "codex.undo-together",
      });
      await home.run(UNDO);
      expect(await home.read("config.toml")).toBe(files["config.toml"]);
    });
  });

  test("a key that came since is nobody's but of the server that it is used with now", async () => {
    const plain = {
      "config.toml": configOf('model_provider = "plain"'),
      "auth.json": json({ OPENAI_API_KEY: "sk-plain" }),
    };
    await withUndoHome(plain, async (home) => {
      await home.run({ target: "official" });
      await home.write("auth.json", json({ OPENAI_API_KEY: "sk-mine" }));
      await expect(home.run(UNDO)).rejects.toMatchObject({ code: "codex.undo-changed" });
      await expect(home.run({ ...UNDO, only: ["config"] })).rejects.toMatchObject({
        code: "codex.undo-together",
      });
    });
  });

  test("a provider with a key of its own does not care", async () => {
    await withUndoHome({ ...files, "config.toml": configOf('model_provider = "alpha"') }, async (home) => {
      await home.write("auth.json", json({ OPENAI_API_KEY: "sk-o", ...ENTRIES }));
      await home.run({ target: "kept" });
      expect(await home.run({ ...UNDO, only: ["config"] })).toMatchObject({ outcome: "applied" });
    });
  });
});

test("who logged in since: that account never goes to the provider that the undo would bring back", async () => {
  const files = {
    "config.toml": configOf('model_provider = "kept"'),
    "auth.json": json({ OPENAI_API_KEY: "sk-kept", ...ENTRIES }),
  };
  await withUndoHome(files, async (home) => {
    await home.run({ target: "official" });
    expect(await home.read("auth.json")).toBeNull();
    await home.write("auth.json", json(LOGIN));
    await expect(home.run(UNDO)).rejects.toMatchObject({
      kind: "conflict",
      code: "codex.undo-credential",
      params: { file: join(home.home, "auth.json"), provider: "kept" },
    });
  });
});

test("the same where the switch did not touch auth.json at all", async () => {
  const files = {
    "config.toml": configOf('model_provider = "plain"'),
    "auth.json": json({ OPENAI_API_KEY: "sk-plain" }),
  };
  await withUndoHome(files, async (home) => {
    await home.run({ target: "alpha" });
    expect(await home.run(UNDO)).toMatchObject({ outcome: "applied" });
    await home.run({ target: "alpha" });
    await home.write("auth.json", json(LOGIN));
    await expect(home.run(UNDO)).rejects.toMatchObject({ code: "codex.undo-credential" });
  });
});

test("an account that was used with a provider goes there again, another one does not", async () => {
  const files = { "config.toml": configOf('model_provider = "plain"'), "auth.json": json(LOGIN) };
  await withUndoHome(files, async (home) => {
    await home.run({ target: "alpha" });
    const tokens = { ...LOGIN.tokens, account_id: "another" };
    await home.write("auth.json", json({ ...LOGIN, tokens }));
    await expect(home.run(UNDO)).rejects.toMatchObject({ code: "codex.undo-credential" });
    await home.write("auth.json", json({ ...LOGIN, tokens: { ...LOGIN.tokens, access_token: "eyJ.new" } }));
    expect(await home.run(UNDO)).toMatchObject({ outcome: "applied" });
  });
});

describe("sessions", () => {
  const files = {
    "config.toml": configOf('model_provider = "alpha"'),
    ...sessionOf(1, "alpha"),
    ...sessionOf(2, "plain"),
    ...sessionOf(3, "alpha"),
  };

  test("one that was moved since, and one that is gone, are left out with a reason; the others go on", async () => {
    await withUndoHome(files, async (home) => {
      await home.run({ target: "beta" });
      const text = (await home.read(nameOf(1))) ?? "";
      await home.write(nameOf(1), text.replaceAll('"beta" ', '"gamm" '));
      await home.remove(nameOf(2));
      await appendFile(join(home.home, nameOf(3)), file(message("more")));
      const report = await home.run(UNDO);
      expect(report.stores[0]).toMatchObject({ applied: { sessions: 1 } });
      expect(report.stores[0]?.skipped).toMatchObject([
        {
          id: `sessions/${threadId(1)}`,
          code: "codex.session-moved-since",
          params: { thread: threadId(1), now: "gamm", before: "alpha", after: "beta" },
        },
        { id: `sessions/${threadId(2)}`, code: "codex.session-gone", params: { thread: threadId(2) } },
      ]);
      expect([await named(home, 1), await named(home, 3)]).toEqual(["gamm", "alpha"]);
    });
  });

  test("one that was archived since, or moved back by hand, is no conflict", async () => {
    await withUndoHome(files, async (home) => {
      await home.run({ target: "beta" });
      const archived = join(home.home, "archived_sessions", rolloutName(threadId(1)));
      await mkdir(join(home.home, "archived_sessions"));
      await rename(join(home.home, nameOf(1)), archived);
      const text = (await home.read(nameOf(3))) ?? "";
      await home.write(nameOf(3), text.replaceAll('"beta" ', '"alpha"') + file(message("x")));
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 2 }, skipped: [] }] });
      expect(await readFile(archived, "utf8")).toContain('"model_provider":"alpha"');
    });
  });

  test("a live one is left out", async () => {
    await withUndoHome(files, async (home) => {
      await home.run({ target: LONGER });
      await hold(join(home.home, nameOf(1)));
      expect(await home.run(UNDO)).toMatchObject({
        stores: [
          {
            applied: { sessions: 2 },
            skipped: [{ id: `sessions/${threadId(1)}`, code: "codex.session-live" }],
          },
        ],
      });
      expect([await named(home, 1), await named(home, 2)]).toEqual([LONGER, "plain"]);
    });
  });

  test("the model of a row goes back where it is still ours", async () => {
    await withUndoHome(files, async (home) => {
      const database = index(home.home, [
        [1, "alpha", "m"],
        [2, "plain", "m"],
        [3, "alpha", "m"],
      ]);
      await home.write("auth.json", json({ OPENAI_API_KEY: "sk-o", ...ENTRIES }));
      await home.run({ target: "other" });
      database.prepare("UPDATE threads SET model = 'mine' WHERE id = ?").run(threadId(2));
      await appendFile(join(home.home, nameOf(3)), file(message("more")));
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 3 } }] });
      const rows = database.prepare("SELECT model_provider, model FROM threads ORDER BY id").all();
      expect(rows.map((row) => Object.values(row))).toEqual([
        ["alpha", "m"],
        ["plain", "mine"],
        ["alpha", "m"],
      ]);
      database.close();
    });
  });

  test("a model that was chosen since stays, also one that zcf had set at another time", async () => {
    await withUndoHome(files, async (home) => {
      const database = index(home.home, [[1, "alpha", "m"]]);
      await home.write("auth.json", json({ OPENAI_API_KEY: "sk-o", ...ENTRIES }));
      await home.run({ target: "other" });
      await home.run({ target: "alpha" });
      database.exec("UPDATE threads SET model = 'other-model'");
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 3 } }] });
      expect(database.prepare("SELECT model_provider, model FROM threads").all()).toEqual([
        { model_provider: "other", model: "other-model" },
      ]);
      database.close();
    });
  });

  test("what cannot be read and was not moved is no word worth", async () => {
    await withUndoHome(files, async (home) => {
      await home.run({ target: "beta" });
      await home.write(nameOf(9), "no session\n");
      await appendFile(join(home.home, nameOf(3)), file(message("more")));
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 3 }, skipped: [] }] });
    });
  });

  test("one that has to shrink goes back under Codex's writer lock, one in place without", async () => {
    await withUndoHome({ ...files, ...sessionOf(4, LONGER) }, async (home) => {
      await home.run({ target: LONGER });
      const lock = (digit: number): string => `thread-writer-locks/${threadId(digit)}.lock`;
      const names = (paths: readonly string[]): readonly string[] =>
        paths.map((path) => path.slice(home.home.length + 1));
      const [grown] = await home.units(UNDO);
      expect(grown).toMatchObject({ kind: "unit", id: `sessions/${threadId(1)}` });
      if (grown?.kind !== "unit") return;
      expect(names(grown.locks.map((one) => one.file))).toEqual([lock(1)]);
      expect(names(grown.exclusive)).toEqual([lock(1), nameOf(1)]);
      await home.run({ target: "beta" });
      const [placed] = await home.units(UNDO);
      expect(placed).toMatchObject({ kind: "unit", id: `sessions/${threadId(1)}`, locks: [] });
    });
  });

  test("a lock that cannot be had keeps one that has to shrink", async () => {
    await withUndoHome(files, async (home) => {
      await home.run({ target: LONGER });
      await rm(join(home.home, "thread-writer-locks"), { recursive: true, force: true });
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 3 }, skipped: [] }] });
      expect(await home.read(nameOf(1))).toBe(sessionOf(1, "alpha")[nameOf(1)]);
    });
  });
});
