import { describe, expect, test } from "vitest";
import {
  GLM_KEY,
  KIMI_KEY,
  PROFILES,
  SETTINGS,
  STATE,
  TWO_PROFILES,
  withHome,
} from "./testing/claude-home.ts";

const LEGACY = ".ufomiao/zcf/claude-code-configs.json";
const ROUTER = ".claude-code-router/config.json";

function profile(fields: Readonly<Record<string, string>>, id = "p"): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return `[claudeCode]\ncurrentProfile = ""\n[claudeCode.profiles]\n[claudeCode.profiles.${id}]\n${lines.join("\n")}\n`;
}

const OK = { name: "P", authType: "auth_token", apiKey: "key-1", baseUrl: "https://p.example" };

describe("targets", () => {
  test("are official and upstream's profiles; the address without what may be secret in it", () =>
    withHome(
      {
        [PROFILES]: `${TWO_PROFILES}\n[claudeCode.profiles.x]\nauthType="api_key"\napiKey="k"\nbaseUrl="https://u:pw@x.example/a?t=s"\n`,
      },
      async (home) => {
        const { targets } = await home.status();
        expect(
          targets.map(({ id, name, baseUrl, model, problems }) => [id, name, baseUrl, model, problems]),
        ).toEqual([
          ["official", "Anthropic", null, null, []],
          ["glm", "GLM", "https://glm.example/api/anthropic", "glm-4.6", []],
          ["kimi", "Kimi", "https://kimi.example/anthropic", null, []],
          ["x", "x", "https://x.example/a", null, []],
        ]);
        expect(JSON.stringify(targets)).not.toMatch(new RegExp(`${GLM_KEY}|${KIMI_KEY}|pw`));
      },
    ));

  test("of the older file are read where the TOML has none", () => {
    const legacy = JSON.stringify({ currentProfileId: "work", profiles: { work: { id: "work", ...OK } } });
    return withHome({ [PROFILES]: '[general]\npreferredLang = "en"\n', [LEGACY]: legacy }, async (home) => {
      expect((await home.status()).targets.map(({ id }) => id)).toEqual(["official", "work"]);
      await home.switchTo("work");
      expect((await home.status()).current).toBe("work");
      expect(await home.read(PROFILES)).toBe('[general]\npreferredLang = "en"\n');
      await home.write(PROFILES, TWO_PROFILES);
      expect((await home.status()).targets.map(({ id }) => id)).toEqual(["official", "glm", "kimi"]);
    });
  });

  test.each([
    ["{}", "http://127.0.0.1:3456", "sk-zcf-x-ccr"],
    ['{"HOST":"localhost","PORT":"99","APIKEY":"r"}', "http://localhost:99", "r"],
    ["{ // mine\n  PORT: 99,\n  APIKEY: 'r',\n}", "http://127.0.0.1:99", "r"],
  ])("ccr is there with the router's config (%s)", (config, url, key) =>
    withHome(
      { [PROFILES]: profile({ name: "R", authType: "ccr_proxy" }, "ccr-proxy"), [ROUTER]: config },
      async (home) => {
        expect((await home.status()).targets.map(({ id, baseUrl }) => [id, baseUrl])).toEqual([
          ["official", null],
          ["ccr-proxy", url],
          ["ccr", url],
        ]);
        await home.switchTo("ccr");
        expect(await home.env()).toMatchObject({ ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: key });
        expect(await home.read(PROFILES)).toContain('currentProfile = "ccr-proxy"');
      },
    ),
  );

  test("a profile cannot have a name that means something else", () =>
    withHome({ [PROFILES]: profile(OK, "official") }, async (home) => {
      const { targets, notices } = await home.status();
      expect(targets).toHaveLength(1);
      expect(notices).toMatchObject([
        { code: "claude-code.reserved-profile", params: { profile: "official" } },
      ]);
    }));

  test("an unknown one is a usage error that names what may be meant", () =>
    withHome({ [PROFILES]: TWO_PROFILES }, async (home) => {
      await expect(home.plan("gml")).rejects.toMatchObject({
        kind: "usage",
        code: "claude-code.unknown-target",
        params: { closest: ["glm"] },
      });
    }));
});

describe("a target is refused", () => {
  test.each([
    ["without a key", { ...OK, apiKey: "" }, "key-missing", false],
    ["with a blank key", { ...OK, apiKey: "  " }, "key-missing", false],
    ["with white space in its key", { ...OK, apiKey: "key 1" }, "key-malformed", false],
    ["with a line break in its key", { ...OK, apiKey: "key\n" }, "key-malformed", false],
    ["without an address", { ...OK, baseUrl: "" }, "url-missing", true],
    ["with no web address", { ...OK, baseUrl: "ftp://x" }, "url-invalid", false],
    ["with rubbish for an address", { ...OK, baseUrl: "p.example" }, "url-invalid", false],
    ["with an address that ends in /v1", { ...OK, baseUrl: "https://p.example/v1/" }, "url-version", true],
    ["with an unknown way to authenticate", { ...OK, authType: "oauth" }, "auth-type", false],
    ["through a router that is not there", { ...OK, authType: "ccr_proxy" }, "ccr-missing", false],
  ])("%s", (_name, fields, code, isForceable) =>
    withHome({ [PROFILES]: profile(fields) }, async (home) => {
      const { targets } = await home.status();
      expect(targets[1]?.problems).toMatchObject([{ code: `claude-code.${code}`, severity: "warning" }]);
      await expect(home.switchTo("p")).rejects.toMatchObject({
        code: `claude-code.${code}`,
        kind: "environment",
      });
      const forced = home.switchTo("p", { force: true });
      if (isForceable) expect((await forced).outcome).toBe("applied");
      else await expect(forced).rejects.toMatchObject({ code: `claude-code.${code}` });
      expect(await home.read(SETTINGS)).toEqual(isForceable ? expect.any(String) : null);
    }),
  );

  test("no problem: a key of Anthropic's own without an address", () =>
    withHome({ [PROFILES]: profile({ ...OK, apiKey: "sk-ant-x", baseUrl: "" }) }, async (home) => {
      expect((await home.status()).targets[1]?.problems).toEqual([]);
      await home.switchTo("p");
      expect((await home.status()).current).toBe("p");
    }));

  test("when a key helper, or a Console key beside a token, would ride along", () =>
    withHome(
      {
        [PROFILES]: TWO_PROFILES,
        [SETTINGS]: '{"apiKeyHelper":"cat key"}',
        [STATE]: '{"primaryApiKey":"sk-ant-console"}',
      },
      async (home) => {
        const codes = (await home.status()).targets.map(({ problems }) => problems.map(({ code }) => code));
        expect(codes).toEqual([
          [],
          ["claude-code.api-key-helper", "claude-code.console-key"],
          ["claude-code.api-key-helper"],
        ]);
        await expect(home.switchTo("kimi")).rejects.toMatchObject({
          hints: [{ code: "claude-code.hint-force" }],
        });
        const { stores } = await home.switchTo("kimi", { force: true });
        expect(stores[0]?.notices).toMatchObject([{ code: "claude-code.api-key-helper" }]);
      },
    ));
});

describe("the current target", () => {
  const on = (env: unknown) => ({ [PROFILES]: TWO_PROFILES, [SETTINGS]: JSON.stringify({ env }) });

  test.each([
    ["official", "nothing is set", {}],
    [
      "official",
      "all is blank",
      { ANTHROPIC_BASE_URL: "", ANTHROPIC_API_KEY: " ", CLAUDE_CODE_USE_VERTEX: "0" },
    ],
    ["official", "only models are left", { ANTHROPIC_MODEL: "glm-4.6" }],
    [
      "glm",
      "its address with a slash",
      { ANTHROPIC_BASE_URL: "https://glm.example/api/anthropic/", ANTHROPIC_AUTH_TOKEN: GLM_KEY },
    ],
    [
      null,
      "the key in the wrong header",
      { ANTHROPIC_BASE_URL: "https://glm.example/api/anthropic", ANTHROPIC_API_KEY: GLM_KEY },
    ],
    [
      null,
      "another key",
      { ANTHROPIC_BASE_URL: "https://glm.example/api/anthropic", ANTHROPIC_AUTH_TOKEN: "x" },
    ],
    [null, "another backend", { CLAUDE_CODE_USE_BEDROCK: "1" }],
    [null, "null is not unset", { ANTHROPIC_AUTH_TOKEN: null }],
  ])("%s: %s", (current, _name, env) =>
    withHome(on(env), async (home) => {
      expect((await home.status()).current).toBe(current);
    }),
  );

  test("of two with the same server and key is the one that upstream calls current, else the one with these models", () => {
    const twin = TWO_PROFILES.replace(
      "[claudeCode.profiles.kimi]",
      `[claudeCode.profiles.twin]
authType = "auth_token"
apiKey = "${GLM_KEY}"
baseUrl = "https://glm.example/api/anthropic"
primaryModel = "glm-5"

[claudeCode.profiles.kimi]`,
    );
    return withHome({ ...on({}), [PROFILES]: twin }, async (home) => {
      await home.switchTo("twin");
      expect((await home.status()).current).toBe("twin");
      await home.write(PROFILES, twin);
      expect((await home.status()).current).toBe("twin");
      expect((await home.switchTo("glm")).outcome).toBe("applied");
      expect((await home.status()).current).toBe("glm");
    });
  });
});

describe("drift", () => {
  test("leftovers, models, exports, the approval and upstream's word are each named", () =>
    withHome(
      {
        [PROFILES]: TWO_PROFILES,
        [SETTINGS]: JSON.stringify({
          env: {
            ANTHROPIC_BASE_URL: "https://kimi.example/anthropic",
            ANTHROPIC_API_KEY: KIMI_KEY,
            ANTHROPIC_AUTH_TOKEN: "old",
            ANTHROPIC_MODEL: "glm-4.6",
          },
        }),
      },
      async (home) => {
        const { drift } = await home.status();
        expect(drift).toMatchObject([
          { code: "claude-code.drift-profile", params: { profile: "official" } },
          { code: "claude-code.drift-leftovers", params: { keys: ["ANTHROPIC_AUTH_TOKEN"] } },
          { code: "claude-code.drift-models", params: { keys: ["ANTHROPIC_MODEL"] } },
          { code: "claude-code.drift-approval" },
          { code: "claude-code.drift-exports", params: { variables: ["ANTHROPIC_CUSTOM_HEADERS"] } },
        ]);
        await home.switchTo("kimi");
        expect((await home.status()).drift).toEqual([]);
      },
      { variables: { ANTHROPIC_CUSTOM_HEADERS: "X: y" } },
    ));
});

describe("notices", () => {
  test("what settings and variables say besides", () =>
    withHome(
      {
        [SETTINGS]: JSON.stringify({
          env: { CLAUDE_CODE_USE_FOUNDRY: "1", ANTHROPIC_MODEL: null, CLAUDE_CONFIG_DIR: "/elsewhere" },
          apiKeyHelper: "x",
          availableModels: ["haiku"],
        }),
        ".claude/settings.local.json": '{"env":{"ANTHROPIC_BASE_URL":"x"}}',
      },
      async (home) => {
        const { notices } = await home.status();
        expect(notices.map(({ code }) => code)).toEqual([
          "claude-code.other-backend",
          "claude-code.null-values",
          "claude-code.models-restricted",
          "claude-code.api-key-helper",
          "claude-code.host-variable",
          "claude-code.host-variable",
          "claude-code.moved-home",
          "claude-code.keys-overridden",
        ]);
      },
      { variables: { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: "1", ANTHROPIC_UNIX_SOCKET: "/s" } },
    ));

  test.each([
    ["a comment", '{ /* */ "env": {} }'],
    ["a trailing comma", '{ "env": {}, }'],
    ["no object", "[]"],
    ["an env that is no object", '{"env":"x"}'],
  ])("settings with %s: Claude Code ignores the file", (_name, text) =>
    withHome({ [PROFILES]: TWO_PROFILES, [SETTINGS]: text }, async (home) => {
      const { notices, current } = await home.status();
      expect(current).toBeNull();
      expect(notices).toMatchObject([{ code: "claude-code.settings-ignored", params: { line: 1 } }]);
    }),
  );

  test("a key that is there twice is no mistake to Claude Code, but cannot be edited", () =>
    withHome({ [PROFILES]: TWO_PROFILES, [SETTINGS]: '{"env":{"A":1,"A":2}}' }, async (home) => {
      await expect(home.switchTo("glm")).rejects.toMatchObject({
        code: "claude-code.file-syntax",
        params: { reason: "duplicate key" },
      });
    }));

  test.each([
    [STATE, "", "value expected"],
    [STATE, "[]", "not an object"],
    [PROFILES, "[a", ""],
  ])("%s as %j cannot be gone by", (name, text, reason) =>
    withHome({ [PROFILES]: TWO_PROFILES, [name]: text }, async (home) => {
      await expect(home.status()).rejects.toMatchObject({
        code: "claude-code.file-syntax",
        params: { file: `${home.root}/${name}`, reason: expect.stringContaining(reason) as unknown },
      });
    }),
  );
});
