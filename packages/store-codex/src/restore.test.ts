import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Request } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "./adapter.ts";
import { file, message, meta, rolloutName, settings, threadId } from "./sessions/testing/session-lines.ts";

/** ORIGIN 4: the provider a session had first is never lost. */
const IDS = ["alpha", "beta", "gamma-with-a-longer-name"];
const CONFIG = `model_provider = "alpha"\n${IDS.map(
  (id) =>
    `\n[model_providers.${id}]\nname = "${id}"\nbase_url = "http://127.0.0.1:1/${id}"\nexperimental_bearer_token = "sk-${id}"\n`,
).join("")}`;

interface Setting {
  readonly run: (request: Partial<Request>) => Promise<unknown>;
  readonly write: (digit: number, provider: string) => Promise<void>;
  readonly providers: () => Promise<Readonly<Record<string, readonly string[]>>>;
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
    const written: number[] = [];
    await use({
      run: async (request) =>
        switcher.apply(await switcher.plan({ tools: ["codex"], ...request } as Request)),
      write: async (digit, provider) => {
        written.push(digit);
        const text = file(meta(threadId(digit), provider), message("hi"), settings(provider));
        await writeFile(join(home, "sessions", rolloutName(threadId(digit))), text);
        index.prepare("INSERT INTO threads VALUES (?, ?)").run(threadId(digit), provider);
      },
      providers: async () =>
        Object.fromEntries(await Promise.all(written.map((digit) => providersOf(home, index, digit)))),
    });
    index.close();
  });
}

/** Everything that names a thread's provider: line 1, the settings event, the row. */
async function providersOf(home: string, index: DatabaseSync, digit: number) {
  const text = await readFile(join(home, "sessions", rolloutName(threadId(digit))), "utf8");
  const named = [...text.matchAll(/^\{.*?"model_provider(?:_id)?":"([^"]*)"/gm)].map(
    ([, provider]) => provider ?? "",
  );
  const row = index.prepare("SELECT model_provider FROM threads WHERE id = ?").get(threadId(digit));
  return [digit, [...named, String(row?.["model_provider"])]] as const;
}

const all = (provider: string): readonly string[] => [provider, provider, provider];

test("after many switches every session goes back to its own first provider, and a new one keeps its own", async () => {
  await inHome(async ({ run, write, providers }) => {
    await write(1, "alpha");
    await write(2, "beta");
    for (const target of ["gamma-with-a-longer-name", "beta", "alpha", "gamma-with-a-longer-name"])
      await run({ target });
    await write(3, "gamma-with-a-longer-name");
    const longest = all("gamma-with-a-longer-name");
    expect(await providers()).toEqual({ 1: longest, 2: longest, 3: longest });
    expect(await run({ restore: "all" })).toMatchObject({
      outcome: "applied",
      stores: [{ to: null, applied: { sessions: 2 } }],
    });
    expect(await providers()).toEqual({ 1: all("alpha"), 2: all("beta"), 3: longest });
    expect(await run({ restore: "all" })).toMatchObject({ outcome: "nothing" });
  });
});

test("only the named ones, when some are named", async () => {
  await inHome(async ({ run, write, providers }) => {
    await write(1, "alpha");
    await write(2, "alpha");
    await run({ target: "beta" });
    await run({ restore: [threadId(2)] });
    expect(await providers()).toEqual({ 1: all("beta"), 2: all("alpha") });
  });
});
