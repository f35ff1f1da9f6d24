import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { expect, test } from "vitest";
import { homeOpener } from "../testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

const GOOD =
  '[model_providers.p]\nname = "P"\nbase_url = "http://p.test/v1"\nexperimental_bearer_token = "sk-p"\n';

function table(id: string, ...lines: readonly string[]): string {
  return `${[`[model_providers.${id}]`, ...lines].join("\n")}\n`;
}

const WHOLE = ['name = "Q"', 'base_url = "http://q.test/v1"'];

test.each([
  ["codex.legacy-profile", { line: 1, profile: "work" }, `profile = "work"\n${GOOD}`],
  ["codex.provider-swallowed", { line: 2, table: "tui" }, `[tui]\nmodel_provider = "p"\n${GOOD}`],
  ["codex.reserved-id", { line: 5, provider: "openai" }, GOOD + table("openai", ...WHOLE)],
  [
    "codex.wire-api",
    { line: 5, provider: "q", value: "chat" },
    GOOD + table("q", ...WHOLE, 'wire_api = "chat"'),
  ],
  ["codex.name-missing", { line: 5, provider: "q" }, GOOD + table("q", 'base_url = "http://q.test"')],
  ["codex.name-missing", { line: 5, provider: "q" }, GOOD + table("q", 'name = ""')],
  [
    "codex.auth-combined",
    { line: 5, provider: "q" },
    `${GOOD + table("q", ...WHOLE, "requires_openai_auth = true")}[model_providers.q.auth]\ncommand = "c"\n`,
  ],
])("%s: refused for every target, and forced with a warning", async (code, params, config) => {
  await open({ "config.toml": config }, async (home) => {
    const file = home.view.path(home.store.home, "config.toml");
    for (const target of ["p", "official"]) {
      const refusal = { kind: "environment", code, params: { file, ...params }, disk: "untouched" };
      await expect(home.plan(target)).rejects.toMatchObject(refusal);
      const { notices } = await home.plan(target, { force: true });
      expect(notices.map((notice) => notice.code)).toContain(code);
    }
    const { targets } = await home.inspect();
    for (const { problems } of targets) expect(problems.map((problem) => problem.code)).toContain(code);
  });
});

test.each([
  ["a legacy profile's own provider", `${GOOD}[profiles.work]\nmodel_provider = "p"\n`],
  ["model_provider at the root as well", `model_provider = "p"\n${GOOD}[tui]\nmodel_provider = "x"\n`],
  ["adjusted built-in providers", `${GOOD}${table("amazon-bedrock", 'aws.region = "eu"')}`],
])("no problem: %s", async (_name, config) => {
  await open({ "config.toml": config }, async (home) => {
    expect((await home.plan("p")).notices).toEqual([]);
  });
});

test.each([
  ["codex.base-url-missing", 'name = "Q"'],
  ["codex.base-url-scheme", 'name = "Q"\nbase_url = ""'],
  ["codex.base-url-scheme", 'name = "Q"\nbase_url = "q.test/v1"'],
  ["codex.base-url-scheme", 'name = "Q"\nbase_url = "https:///v1"'],
])("%s: refused for that target alone", async (code, lines) => {
  const config = GOOD + table("q", lines, 'env_key = "K"');
  await open({ "config.toml": config }, async (home) => {
    await expect(home.plan("q")).rejects.toMatchObject({ code, params: { provider: "q", line: 5 } });
    await expect(home.plan("p")).resolves.toMatchObject({ notices: [] });
  });
});

test.each([
  ["syntax", "model = \n", { line: 1, column: 9 }],
  ["duplicate key", 'a = 1\na = "sk-secret"\n', { line: 2, column: 1 }],
])("codex.config-syntax says where: %s", async (_name, config, place) => {
  await open({ "config.toml": config }, async (home) => {
    const refusal = { kind: "environment", code: "codex.config-syntax", params: place };
    await expect(home.plan("official")).rejects.toMatchObject(refusal);
    const error: unknown = await home.inspect().catch((reason: unknown) => reason);
    expect(error).toMatchObject(refusal);
    expect(String(error)).not.toContain("sk-secret");
  });
});

test.each([
  ["alhpa", ["alpha"]],
  ["ALPHA", ["alpha"]],
  ["offical", ["official"]],
  ["openai", []],
  ["zzz", []],
])("an unknown target: %s", async (target, closest) => {
  const config = table("alpha", ...WHOLE) + table("openai", ...WHOLE);
  await open({ "config.toml": config }, async (home) => {
    const params = { target, closest, known: ["official", "alpha"] };
    await expect(home.plan(target)).rejects.toMatchObject({
      kind: "usage",
      code: "codex.unknown-target",
      params,
    });
  });
});

test("without a config there is nothing but official", async () => {
  await open({}, async (home) => {
    await expect(home.plan("p")).rejects.toMatchObject({ code: "codex.unknown-target" });
    expect((await home.inspect()).targets.map(({ id }) => id)).toEqual(["official"]);
  });
});

test.each([
  ["managed_config.toml", 'model_provider = "corp"\nmodel = "m"\n'],
  ["requirements.toml", 'model_provider = "corp"\n'],
])("a layer above decides: %s", async (name, text) => {
  await open({ "config.toml": GOOD, [`../etc/codex/${name}`]: text }, async (home) => {
    await expect(home.plan("p")).rejects.toMatchObject({
      code: "codex.managed-provider",
      params: { value: "corp" },
    });
    expect((await home.inspect()).current).toBeNull();
  });
});

test("a layer above that agrees, or cannot be read, is only noticed", async () => {
  const files = {
    "config.toml": GOOD,
    "../etc/codex/managed_config.toml": 'model_provider = "p"\nmodel = "m"\n',
    "../etc/codex/requirements.toml": "broken",
  };
  await open(files, async (home) => {
    const codes = (await home.plan("p")).notices.map(({ code }) => code);
    expect(codes).toEqual(["codex.system-unreadable", "codex.managed-model"]);
  });
});

test.each([
  ["chatgpt", '{"OPENAI_API_KEY":"k"}'],
  ["api", '{"tokens":{"access_token":"t"}}'],
])(
  "forced_login_method = %s against what auth.json holds: Codex would delete the file",
  async (method, auth) => {
    const config = `forced_login_method = "${method}"\n${GOOD}`;
    await open({ "config.toml": config, "auth.json": auth }, async (home) => {
      await expect(home.plan("p")).rejects.toMatchObject({ code: "codex.forced-login", params: { method } });
    });
  },
);

test("openai_base_url gets the official credential: noticed, without the URL's own secrets", async () => {
  const config = 'openai_base_url = "https://u:pw@proxy.test/v1?key=sk-q"\n';
  const files = { "config.toml": config, "auth.json": '{"tokens":{"access_token":"t"}}' };
  await open(files, async (home) => {
    const { notices, secrets } = await home.plan("official");
    expect(notices).toMatchObject([
      { code: "codex.openai-base-url", params: { url: "https://proxy.test/v1" } },
    ]);
    expect(secrets).toEqual(["t", "u", "pw", "sk-q"]);
  });
});

test("variables and stores that get in between are noticed", async () => {
  const stored = table("s", ...WHOLE, "requires_openai_auth = true", 'temp_env_key = "S"');
  const files = { "config.toml": `cli_auth_credentials_store = "auto"\n${stored}`, "auth.json": '{"S":"k"}' };
  await open(
    files,
    async (home) => {
      const codes = (await home.plan("s")).notices.map(({ code }) => code);
      expect(codes).toEqual(["codex.env-api-key", "codex.credentials-store-auto"]);
    },
    { variables: { CODEX_API_KEY: "sk-env" } },
  );
});
