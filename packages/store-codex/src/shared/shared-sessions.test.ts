import { mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Report, type Request } from "@zcf/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { parseConfig } from "../config/config.ts";
import { removeProvider } from "../config/remove-provider.ts";
import { locate } from "../locate.ts";
import { readFile as readThrough } from "../read-file.ts";
import { referentsOf } from "../referents.ts";
import { file, message, meta, rolloutName, settings, threadId } from "../sessions/testing/session-lines.ts";

const CONFIG = `model_provider = "alpha"\n${["alpha", "beta"]
  .map(
    (id) =>
      `\n[model_providers.${id}]\nname = "${id}"\nbase_url = "http://127.0.0.1:1/${id}"\nexperimental_bearer_token = "sk-${id}"\n`,
  )
  .join("")}`;
const THEN = new Date("2025-01-02T03:04:05.678Z");

interface Setting {
  readonly home: string;
  readonly run: (request: Partial<Request>) => Promise<Report>;
  readonly config: () => Promise<string>;
  /** A session that names this provider everywhere. */
  readonly begin: (digit: number, provider: string) => Promise<void>;
  /** Everything that names a provider of each session: line 1, the settings event, the row. */
  readonly providers: () => Promise<Readonly<Record<string, string>>>;
  readonly text: (digit: number) => Promise<string>;
  /** Content and time of each session file. */
  readonly picture: () => Promise<readonly string[]>;
  readonly notices: () => Promise<readonly string[]>;
}

async function inHome(use: (setting: Setting) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    await mkdir(join(home, "sessions"), { recursive: true });
    await writeFile(join(home, "config.toml"), CONFIG);
    const index = new DatabaseSync(join(home, "state_5.sqlite"));
    index.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL)");
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: root, platform: "linux", variables: { CODEX_HOME: home } },
      stateHome: join(root, "zcf"),
    });
    const digits: number[] = [];
    const path = (digit: number): string => join(home, "sessions", rolloutName(threadId(digit)));
    const namedBy = async (digit: number): Promise<readonly string[]> => {
      const found = [
        ...(await readFile(path(digit), "utf8")).matchAll(/"model_provider(?:_id)?":"([^"]*)"/g),
      ];
      const row = index.prepare("SELECT model_provider FROM threads WHERE id = ?").get(threadId(digit));
      return [...found.map(([, provider]) => provider ?? ""), String(row?.["model_provider"])];
    };
    await use({
      home,
      run: async (request) =>
        switcher.apply(await switcher.plan({ tools: ["codex"], ...request } as Request)),
      config: () => readFile(join(home, "config.toml"), "utf8"),
      begin: async (digit, provider) => {
        digits.push(digit);
        await writeFile(
          path(digit),
          file(meta(threadId(digit), provider), message("hi"), settings(provider)),
        );
        await utimes(path(digit), THEN, THEN);
        index.prepare("INSERT INTO threads VALUES (?, ?)").run(threadId(digit), provider);
      },
      providers: async () => {
        const named = digits.map(
          async (digit) => [digit, [...new Set(await namedBy(digit))].join()] as const,
        );
        return Object.fromEntries(await Promise.all(named));
      },
      text: (digit) => readFile(path(digit), "utf8"),
      picture: () =>
        Promise.all(
          digits.map(async (digit) => {
            const { mtimeNs, ino } = await stat(path(digit), { bigint: true });
            return `${ino} ${mtimeNs} ${await readFile(path(digit), "utf8")}`;
          }),
        ),
      notices: async () =>
        (await switcher.inspect({ tools: ["codex"] }, "full")).flatMap(({ state }) =>
          [...state.notices, ...state.drift].map(({ code }) => code),
        ),
    });
    index.close();
  });
}

const SHARED = { sessions: "shared" } as const;

describe("sharing sessions", () => {
  test("moves each of them once; later switches leave every byte and time of them alone", async () => {
    await inHome(async ({ run, begin, providers, picture, notices }) => {
      await begin(1, "alpha");
      await begin(2, "beta");
      await begin(3, "openai");
      expect(await run({ target: "beta", ...SHARED })).toMatchObject({
        outcome: "applied",
        stores: [{ from: "alpha", to: "beta", applied: { sessions: 3 }, skipped: [] }],
      });
      expect(await providers()).toEqual({ 1: "zcf", 2: "zcf", 3: "zcf" });
      expect(await notices()).toEqual(["codex.shared-mode"]);
      await begin(4, "zcf");
      const before = await picture();
      for (const target of ["official", "alpha", "beta", "official"])
        expect(await run({ target, ...SHARED })).toMatchObject({
          outcome: "applied",
          stores: [{ applied: {} }],
        });
      expect(await picture()).toEqual(before);
      expect(await run({ target: "official", ...SHARED })).toMatchObject({ outcome: "nothing" });
    });
  });

  test("what came from elsewhere meanwhile is gathered by the next switch, and by a sync", async () => {
    await inHome(async ({ run, begin, providers }) => {
      await run({ target: "alpha", ...SHARED });
      await begin(1, "alpha");
      await run({ target: "beta", ...SHARED });
      await begin(2, "alpha");
      await run({ sync: "all" });
      await begin(3, "alpha");
      await run({ sync: "all", to: "beta" });
      expect(await providers()).toEqual({ 1: "zcf", 2: "zcf", 3: "zcf" });
      await run({ sync: [threadId(3)], to: "alpha" });
      expect(await providers()).toEqual({ 1: "zcf", 2: "zcf", 3: "alpha" });
    });
  });
});

describe("leaving", () => {
  test("with off: sessions have their first provider again, and those begun meanwhile the one in use", async () => {
    await inHome(async ({ run, begin, providers, config, notices }) => {
      await begin(1, "alpha");
      await begin(2, "openai");
      await run({ target: "beta", ...SHARED });
      await begin(3, "zcf");
      const { stores } = await run({ target: "alpha", sessions: "off" });
      expect(stores).toMatchObject([{ applied: { sessions: 3 } }]);
      expect(stores[0]?.notices).toMatchObject([
        { code: "codex.shared-kept", params: { provider: "zcf", sessions: 3 } },
      ]);
      expect(await providers()).toEqual({ 1: "alpha", 2: "openai", 3: "beta" });
      expect(await notices()).toEqual(["codex.shared-left", "codex.drift-sessions"]);
      await run({ target: "alpha", sessions: "off" });
      expect(await config()).toBe(CONFIG);
      expect(await providers()).toEqual({ 1: "alpha", 2: "openai", 3: "beta" });
    });
  });

  test("with sync: all follow; the table stands for the target in use until it can go", async () => {
    await inHome(async ({ run, begin, providers, config }) => {
      await begin(1, "alpha");
      await run({ target: "beta", ...SHARED });
      await run({ target: "alpha", sessions: "sync" });
      expect(await providers()).toEqual({ 1: "alpha" });
      const [, table = ""] = (await config()).split("[model_providers.zcf]");
      expect(table).toContain('experimental_bearer_token = "sk-alpha"');
      await run({ target: "beta", sessions: "sync" });
      expect(await config()).toBe(CONFIG.replace('"alpha"', '"beta"'));
    });
  });

  test("what could not leave leaves with the next switch, to where it belongs", async () => {
    await inHome(async ({ run, begin, providers, config }) => {
      await begin(1, "alpha");
      await run({ target: "beta", ...SHARED });
      await run({ target: "official", sessions: "off" });
      await begin(2, "zcf");
      expect(await run({ target: "alpha", sessions: "off" })).toMatchObject({
        stores: [{ applied: { sessions: 1 } }],
      });
      expect(await providers()).toEqual({ 1: "alpha", 2: "beta" });
      const [, table = ""] = (await config()).split("[model_providers.zcf]");
      expect(table).toContain("http://127.0.0.1:1/alpha");
    });
  });

  test("where only a row was left, it follows its session, and the table can go", async () => {
    await inHome(async ({ home, run, begin, providers, config }) => {
      await begin(1, "alpha");
      await run({ target: "beta", ...SHARED });
      await run({ target: "alpha", sessions: "off" });
      const index = new DatabaseSync(join(home, "state_5.sqlite"));
      index.exec("UPDATE threads SET model_provider = 'zcf'");
      index.close();
      await run({ target: "alpha", sessions: "off" });
      expect(await providers()).toEqual({ 1: "alpha" });
      await run({ target: "alpha", sessions: "off" });
      expect(await config()).toBe(CONFIG);
    });
  });

  test("a restore gives sessions back, and says that the mode is still on", async () => {
    await inHome(async ({ run, begin, providers, config }) => {
      await begin(1, "alpha");
      await run({ target: "beta", ...SHARED });
      const there = await config();
      const { stores } = await run({ restore: "all" });
      expect(stores[0]?.notices).toMatchObject([{ code: "codex.restore-while-shared" }]);
      expect([await providers(), await config()]).toEqual([{ 1: "alpha" }, there]);
      await run({ target: "beta", ...SHARED });
      expect(await providers()).toEqual({ 1: "zcf" });
    });
  });
});

describe("a session begun in the mode", () => {
  test("belongs to its heir from then on: a second time round the table goes as well", async () => {
    await inHome(async ({ run, begin, providers, config }) => {
      await run({ target: "beta", ...SHARED });
      await begin(1, "zcf");
      for (const _ of [1, 2]) {
        await run({ target: "alpha", sessions: "off" });
        expect(await providers()).toEqual({ 1: "beta" });
        await run({ target: "alpha", sessions: "off" });
        expect(await config()).toBe(CONFIG);
        await run({ target: "alpha", ...SHARED });
        expect(await providers()).toEqual({ 1: "zcf" });
      }
    });
  });

  test("has the target that was in use as its first provider, when it follows with sync", async () => {
    await inHome(async ({ run, begin, providers, text }) => {
      await run({ target: "beta", ...SHARED });
      await begin(1, "zcf");
      await run({ target: "alpha", sessions: "sync" });
      expect(await text(1)).toContain('"original_model_provider":"beta"');
      await run({ restore: "all" });
      expect(await providers()).toEqual({ 1: "beta" });
    });
  });

  test("is given to its heir by a restore, where it could not leave", async () => {
    await inHome(async ({ run, begin, providers }) => {
      await run({ target: "beta", ...SHARED });
      await begin(1, "alpha");
      await begin(2, "zcf");
      await run({ restore: "all" });
      expect(await providers()).toEqual({ 1: "alpha", 2: "zcf" });
      await begin(3, "zcf");
      await run({ target: "alpha", sessions: "off" });
      await begin(4, "zcf");
      await run({ restore: "all" });
      expect(await providers()).toEqual({ 1: "alpha", 2: "beta", 3: "beta", 4: "beta" });
    });
  });

  test("a shared provider is not believed, wherever it stands as the first one", async () => {
    await inHome(async ({ home, run, begin, providers }) => {
      await begin(1, "alpha");
      const noted = meta(threadId(1), "alpha").replace('"alpha"', '"alpha","original_model_provider":"zcf"');
      await writeFile(join(home, "sessions", rolloutName(threadId(1))), file(noted, message("hi")));
      await run({ restore: "all" });
      expect(await providers()).toEqual({ 1: "alpha" });
    });
  });
});

test("any way through modes and back: no session refers to a provider without a table", {
  timeout: 120_000,
}, async () => {
  const step = fc.constantFrom<Partial<Request> | "begin">(
    ...["alpha", "beta", "official"].flatMap((target) =>
      (["shared", "off", "sync"] as const).map((sessions) => ({ target, sessions })),
    ),
    { restore: "all" },
    { sync: "all" },
    "begin",
    "begin",
  );
  const walk = async (steps: readonly (Partial<Request> | "begin")[]): Promise<void> =>
    inHome(async ({ run, begin, providers, config }) => {
      await begin(1, "alpha");
      for (const [index, next] of steps.entries()) {
        const now = /^model_provider = "(.*)"/m.exec(await config())?.[1] ?? "openai";
        if (next === "begin") await begin(index + 2, now);
        else await run(next);
        const tables = [
          "openai",
          ...[...(await config()).matchAll(/^\[model_providers\.([\w-]+)\]/gm)].map(([, id]) => id),
        ];
        for (const id of Object.values(await providers())) expect(tables).toContain(id);
      }
    });
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), walk), { numRuns: 25 });
});

test("a table may go when nothing refers to it: no line, no row, no file that cannot be read", async () => {
  await inHome(async ({ home, begin }) => {
    const view = await viewOf({ roots: [home] });
    const [store] = await locate({ home, platform: "other", variables: {} }, view, home);
    if (store === undefined) throw new Error("no store");
    const config = parseConfig(await readThrough(view, view.path(home, "config.toml")));
    const problems = (referents: readonly string[]) =>
      removeProvider({ config, provider: "beta", referents }).problems;
    expect(problems(await referentsOf(store, view, "beta"))).toEqual([]);
    await begin(1, "beta");
    await begin(2, "alpha");
    const name = rolloutName(threadId(3));
    await writeFile(join(home, "sessions", name), `${meta(threadId(3), "alpha")}\n${settings("beta")}\n`);
    await writeFile(join(home, "sessions", rolloutName(threadId(4))), "no line of Codex's\n");
    const index = new DatabaseSync(join(home, "state_5.sqlite"));
    index.prepare("UPDATE threads SET model_provider = 'beta' WHERE id = ?").run(threadId(2));
    index.close();
    const again = await viewOf({ roots: [home] });
    const threads = [1, 2, 3, 4].map(threadId);
    expect(await referentsOf(store, again, "beta")).toEqual(threads);
    expect(problems(threads)).toMatchObject([
      {
        code: "codex.table-in-use",
        forceable: true,
        params: { line: 8, provider: "beta", sessions: 4, threads },
      },
    ]);
    expect(await referentsOf(store, again, "gamma")).toEqual([threadId(4)]);
  });
});
