import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { expect, test } from "vitest";
import { type Files, homeOpener } from "./testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

const TABLES = `[model_providers.a]
name = "A"
base_url = "https://user:pw@a.test/v1?key=sk-url"
requires_openai_auth = true
temp_env_key = "A_KEY"
[model_providers.b]
base_url = "http://b.test"
name = "B"
model = "m-b"
experimental_bearer_token = "sk-b"
`;

const AUTH = '{"OPENAI_API_KEY":"k-a","A_KEY":"k-a"}';

function home(current: string, auth = AUTH): Files {
  return { "config.toml": `${current}\n${TABLES}`, "auth.json": auth };
}

test("targets, without what is secret in their URLs", async () => {
  await open(home('model_provider = "a"'), async (codex) => {
    expect(await codex.inspect()).toEqual({
      current: "a",
      targets: [
        { id: "official", name: "OpenAI", baseUrl: null, model: null, problems: [] },
        { id: "a", name: "A", baseUrl: "https://a.test/v1", model: null, problems: [] },
        { id: "b", name: "B", baseUrl: "http://b.test", model: "m-b", problems: [] },
      ],
      drift: [],
      notices: [],
      sessions: [],
    });
  });
});

test.each([
  ["", "official"],
  ['model_provider = "openai"', "official"],
  ['model_provider = "b"', "b"],
  ['model_provider = "nope"', null],
  ['model_provider = "ollama"', null],
  ["model_provider = 3", null],
])("current: %s", async (line, current) => {
  await open(home(line), async (codex) => expect((await codex.inspect()).current).toBe(current));
});

test("a system-wide provider counts where the user's file names none", async () => {
  const files = { ...home(""), "../etc/codex/config.toml": 'model_provider = "b"' };
  await open(files, async (codex) => expect((await codex.inspect()).current).toBe("b"));
});

test("a missing key is a problem of its target alone", async () => {
  await open(home('model_provider = "b"', "{}"), async (codex) => {
    const { targets } = await codex.inspect();
    const codes = targets.map(({ problems }) => problems.map(({ code }) => code));
    expect(codes).toEqual([[], ["codex.key-missing"], []]);
  });
});

test.each([
  ["another key than the stored one", "a", '{"OPENAI_API_KEY":"x","A_KEY":"k-a"}', ["codex.drift-key"]],
  [
    "tokens would be sent",
    "a",
    '{"auth_mode":"chatgpt","OPENAI_API_KEY":"k-a","A_KEY":"k-a","tokens":{"access_token":"t"}}',
    ["codex.drift-auth-mode"],
  ],
  ["a provider's key with official", null, AUTH, ["codex.drift-official-key"]],
  ["an unknown provider", "nope", AUTH, ["codex.drift-provider-unknown"]],
  ["a built-in provider", "ollama", AUTH, []],
  ["a key that is not used", "b", '{"OPENAI_API_KEY":"x"}', []],
])("drift: %s", async (_name, current, auth, codes) => {
  const line = current === null ? "" : `model_provider = "${current}"`;
  await open(home(line, auth), async (codex) => {
    const { drift } = await codex.inspect();
    expect(drift.map(({ code }) => code)).toEqual(codes);
  });
});

test("sessions on other providers are drift, sessions without one are not", async () => {
  const line = (provider: string | null, id: number): string =>
    JSON.stringify({ type: "session_meta", payload: { id: thread(id), model_provider: provider } });
  const thread = (id: number): string => `01a205c5-0000-7000-8000-00000000000${String(id)}`;
  const name = (id: number): string => `sessions/2026/11/23/rollout-2026-11-23T00-19-33-${thread(id)}.jsonl`;
  const files = Object.fromEntries(["a", "b", "b", null].map((of, id) => [name(id), `${line(of, id)}\n`]));
  await open({ ...home('model_provider = "a"'), ...files }, async (codex) => {
    const { drift, sessions } = await codex.inspect();
    expect(sessions).toEqual([
      { provider: "", sessions: 1 },
      { provider: "a", sessions: 1 },
      { provider: "b", sessions: 2 },
    ]);
    expect(drift).toMatchObject([{ code: "codex.drift-sessions", params: { provider: "a", sessions: 2 } }]);
  });
});

test("a table called official is pointed out", async () => {
  const files = { "config.toml": '[model_providers.official]\nname = "O"\nbase_url = "http://o.test"\n' };
  await open(files, async (codex) => {
    const { targets, notices } = await codex.inspect();
    expect(targets.map(({ id }) => id)).toEqual(["official"]);
    expect(notices.map(({ code }) => code)).toEqual(["codex.official-table"]);
  });
});

test("what an edit of auth.json would bring about is drift, and no notice while nobody makes it", async () => {
  await open(home('# model_provider = "a"'), async (codex) => {
    const { current, drift, notices } = await codex.inspect();
    expect(current).toBe("official");
    expect(drift.map(({ code }) => code)).toEqual(["codex.drift-official-key"]);
    expect(notices).toEqual([]);
    const { notices: planned } = await codex.plan("official");
    expect(planned.map(({ code }) => code)).toContain("codex.keys-parked");
  });
});
