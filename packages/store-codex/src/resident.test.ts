import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Process, ProviderChange } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { plan } from "./plan.ts";
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
  const blind: HomeOptions = {
    see: { can: { sqlite: true, flock: true, processes: false, zstd: true, modes: true } },
  };
  await open(
    FILES,
    async (home) => {
      expect((await home.plan("b")).notices.map(({ code }) => code)).toEqual(["codex.processes-unknown"]);
      expect((await home.plan("own")).notices).toEqual([]);
    },
    blind,
  );
});

describe("a change of providers", () => {
  const codes = async (change: Partial<ProviderChange>): Promise<readonly string[]> =>
    open(
      FILES,
      async ({ store, view }) => {
        const changes = [{ change: "edit", id: "a", fields: {}, ...change } as const];
        const { notices } = await plan(store, view, { kind: "providers", changes, force: true });
        return notices.map(({ code }) => code).filter((code) => code.startsWith("codex.res"));
      },
      running({ args: ["app-server"] }),
    );

  test("is refused where a resident would send its own credential, and remarked on where it goes on as before", async () => {
    expect(await codes({ key: "k-new" })).toEqual(["codex.resident-process"]);
    expect(await codes({ keyStore: "bearer" })).toEqual(["codex.restart-needed"]);
  });

  test("does not concern one while another provider is in use", async () => {
    expect(await codes({ id: "b", key: "k-new" })).toEqual([]);
    expect(await codes({ id: "own", key: "k-new" })).toEqual([]);
  });
});
