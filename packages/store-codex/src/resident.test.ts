import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Process } from "@zcf/contract";
import { expect, test } from "vitest";
import { type HomeOptions, homeOpener } from "./testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

const FILES = {
  "config.toml": `model_provider = "a"
[model_providers.a]
name = "A"
base_url = "http://a.test"
requires_openai_auth = true
temp_env_key = "A"
[model_providers.b]
name = "B"
base_url = "http://b.test"
requires_openai_auth = true
temp_env_key = "B"
[model_providers.own]
name = "Own"
base_url = "http://own.test"
experimental_bearer_token = "t"
`,
  "auth.json": '{"OPENAI_API_KEY":"k-a","A":"k-a","B":"k-b"}',
  "state_5.sqlite": "",
};

const ELSEWHERE = { CODEX_HOME: "/somewhere/else", HOME: "/root" };

/** Processes of a home elsewhere, unless they say otherwise, that have this home's database open. */
function running(...processes: readonly Partial<Process>[]): HomeOptions {
  const all = processes.map((process) => ({
    pid: 7,
    name: "codex",
    args: [],
    variables: ELSEWHERE,
    ...process,
  }));
  const holders = all.map(({ pid }) => ({ how: "open", pid }) as const);
  return { see: { processes: async () => all, holders: async () => holders } };
}

test("a resident Codex stops a switch of auth.json, and a forced one is warned of", async () => {
  const seen = running({ pid: 9, args: ["app-server"] }, { pid: 8 }, { pid: 10, args: ["exec", "x"] });
  await open(
    FILES,
    async (home) => {
      const refusal = { kind: "environment", code: "codex.resident-process", params: { pids: ["8", "9"] } };
      await expect(home.plan("b")).rejects.toMatchObject(refusal);
      const { notices, required } = await home.plan("b", { force: true });
      expect(required).toHaveLength(2);
      expect(notices.map(({ code }) => code)).toEqual(["codex.resident-process"]);
    },
    seen,
  );
});

test("where only the config changes a notice is enough; where nothing does, not even that", async () => {
  const codes = (target: string): Promise<readonly string[]> =>
    open(FILES, async (home) => (await home.plan(target)).notices.map(({ code }) => code), running({}));
  expect(await codes("own")).toEqual(["codex.restart-needed"]);
  expect(await codes("a")).toEqual([]);
});

test.each([
  ["another CODEX_HOME", ELSEWHERE],
  ["another user's home", { HOME: "/other" }],
  ["not to be looked into: ending, or another user's", {}],
])("a Codex of another home does not matter: %s", async (_name, variables) => {
  const { see } = running({ variables });
  const options = { see: { ...see, holders: async () => [] } };
  await open(FILES, async (home) => expect((await home.plan("b")).notices).toEqual([]), options);
});

test.each([
  ["CODEX_HOME", "", { HOME: "/x" }],
  ["CODEX_HOME with a slash", "/", { HOME: "/x" }],
])("one that names this home does: %s", async (_name, end, variables) => {
  await open(FILES, async (home) => {
    const own = { ...variables, CODEX_HOME: home.store.home + end };
    Object.assign(home.view, running({ variables: own }).see, { holders: async () => [] });
    await expect(home.plan("b")).rejects.toMatchObject({ code: "codex.resident-process" });
  });
});

test("where processes cannot be seen, a change of auth.json says so", async () => {
  const blind: HomeOptions = { see: { can: { sqlite: true, flock: true, processes: false, zstd: true } } };
  await open(
    FILES,
    async (home) => {
      expect((await home.plan("b")).notices.map(({ code }) => code)).toEqual(["codex.processes-unknown"]);
      expect((await home.plan("own")).notices).toEqual([]);
    },
    blind,
  );
});
