import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Report } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "./adapter.ts";
import { file, message, meta, rolloutName, threadId } from "./sessions/testing/session-lines.ts";

const IDS = ["alpha", "beta"];
const TABLES = IDS.map(
  (id) =>
    `[model_providers.${id}]\nname = "${id}"\nbase_url = "http://127.0.0.1:1"\nexperimental_bearer_token = "k"\n`,
).join("");

interface Setting {
  /** To a target, or to where the config says. */
  readonly sync: (to?: string, threads?: readonly string[]) => Promise<Report>;
  readonly configure: (line: string) => Promise<void>;
  readonly providers: () => Promise<readonly (string | undefined)[]>;
}

/** Two sessions of alpha. */
async function inHome(use: (setting: Setting) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    const paths = [1, 2].map((digit) => join(home, "sessions", rolloutName(threadId(digit))));
    await mkdir(join(home, "sessions"), { recursive: true });
    for (const [index, path] of paths.entries())
      await writeFile(path, file(meta(threadId(index + 1), "alpha"), message("hi")));
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: root, platform: "linux", variables: { CODEX_HOME: home } },
      stateHome: join(root, "zcf"),
    });
    await use({
      configure: (line) => writeFile(join(home, "config.toml"), `${line}\n${TABLES}`),
      sync: async (to, threads) => {
        const request = { tools: ["codex"], sync: threads ?? ("all" as const) };
        return switcher.apply(await switcher.plan(to === undefined ? request : { ...request, to }));
      },
      providers: () =>
        Promise.all(
          paths.map(async (path) => /"model_provider":"([^"]*)"/.exec(await readFile(path, "utf8"))?.[1]),
        ),
    });
  });
}

test("sessions follow to where the config says, and nothing else changes", () =>
  inHome(async ({ sync, configure, providers }) => {
    await configure('model_provider = "beta"');
    expect(await sync()).toMatchObject({
      outcome: "applied",
      stores: [{ applied: { sessions: 2 }, files: [] }],
    });
    expect(await providers()).toEqual(["beta", "beta"]);
    expect((await sync()).outcome).toBe("nothing");
  }));

test("to another target, and only those that are named", () =>
  inHome(async ({ sync, configure, providers }) => {
    await configure('model_provider = "alpha"');
    await sync("beta", [threadId(2)]);
    expect(await providers()).toEqual(["alpha", "beta"]);
    await sync("official", [threadId(1)]);
    expect(await providers()).toEqual(["openai", "beta"]);
  }));

test.each([
  ["the config names a provider that is not there", "btea", undefined],
  ["there is no such target", "beta", "gamma"],
])("nothing moves when %s", (_, current, to) =>
  inHome(async ({ sync, configure, providers }) => {
    await configure(`model_provider = "${current}"`);
    await expect(sync(to)).rejects.toMatchObject({ code: "codex.unknown-target", kind: "usage" });
    expect(await providers()).toEqual(["alpha", "alpha"]);
  }),
);
