import { chmod, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { claudeCode } from "../adapter.ts";
import {
  type ClaudeHome,
  type Files,
  GLM_KEY,
  KIMI_KEY,
  PROFILES,
  SETTINGS,
  STATE,
  TWO_PROFILES,
  withHome,
} from "../testing/claude-home.ts";

const KEYS = ".ufomiao/zcf/claude-code-keys.json";
const LOGIN = ".claude/.credentials.json";
const LAST = KIMI_KEY.slice(-20);

/** Nothing is wrong with this one, and kimi is in use. */
const PROFILES_TEXT = TWO_PROFILES.replace('currentProfile = ""', 'currentProfile = "kimi"')
  .replace('name = "GLM"', 'name = "glm"')
  .replace('name = "Kimi"', 'name = "kimi"');
const KIMI_ENV = {
  ANTHROPIC_BASE_URL: "https://kimi.example/anthropic",
  ANTHROPIC_API_KEY: KIMI_KEY,
  ANTHROPIC_AUTH_TOKEN: "",
};
const GLM_ENV = {
  ANTHROPIC_BASE_URL: "https://glm.example/api/anthropic",
  ANTHROPIC_AUTH_TOKEN: GLM_KEY,
  ANTHROPIC_MODEL: "glm-4.6",
  ANTHROPIC_DEFAULT_HAIKU_MODEL: "glm-4.5-air",
};
const GLM: Files = {
  [PROFILES]: PROFILES_TEXT.replace('currentProfile = "kimi"', 'currentProfile = "glm"'),
  [SETTINGS]: settings(GLM_ENV),
};
const WELL: Files = {
  [PROFILES]: PROFILES_TEXT,
  [SETTINGS]: settings(KIMI_ENV),
  [STATE]: `{\n  "hasCompletedOnboarding": true,\n  "customApiKeyResponses": { "approved": ["${LAST}"], "rejected": [] }\n}\n`,
};

function settings(env: unknown, rest = ""): string {
  return `{\n  "env": ${JSON.stringify(env)}${rest}\n}`;
}

interface Case {
  readonly files: Files;
  readonly severity?: "info" | "warning" | "error";
  readonly params?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** What the file holds after the fix; without it the finding cannot be cleared. */
  readonly fixed?: Files;
}

const CASES: Readonly<Record<string, Case>> = {
  "settings-ignored": {
    files: { [SETTINGS]: settings(KIMI_ENV, ', // mine\n  "model": "opus",') },
    severity: "error",
    fixed: { [SETTINGS]: settings(KIMI_ENV, ',\n  "model": "opus"') },
  },
  "file-syntax": { files: { [STATE]: "{" }, severity: "error" },
  "null-values": {
    files: { [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_AUTH_TOKEN: null }) },
    params: { keys: ["ANTHROPIC_AUTH_TOKEN"] },
    severity: "error",
    fixed: { [SETTINGS]: settings(KIMI_ENV) },
  },
  "both-credentials": {
    files: { [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_AUTH_TOKEN: GLM_KEY }) },
    severity: "error",
    fixed: { [SETTINGS]: settings(KIMI_ENV) },
  },
  "url-alone": {
    files: { [SETTINGS]: settings({ ANTHROPIC_BASE_URL: "https://x.example" }) },
    params: { url: "https://x.example" },
    severity: "error",
  },
  "drift-leftovers": {
    files: { [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_CUSTOM_HEADERS: "x: y" }) },
    params: { keys: ["ANTHROPIC_CUSTOM_HEADERS"] },
    fixed: { [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_CUSTOM_HEADERS: "" }) },
  },
  "drift-models": {
    files: { [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_MODEL: "glm-4.6" }) },
    params: { keys: ["ANTHROPIC_MODEL"] },
    fixed: { [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_MODEL: "" }) },
  },
  "drift-exports": {
    files: {},
    variables: { ANTHROPIC_MODEL: "x" },
    params: { variables: ["ANTHROPIC_MODEL"] },
    fixed: { [SETTINGS]: settings(KIMI_ENV).replace('""}', '"","ANTHROPIC_MODEL":""}') },
  },
  "stale-model": {
    files: { [SETTINGS]: settings(KIMI_ENV, ',\n  "model": "glm-4.6"') },
    params: { model: "glm-4.6" },
    fixed: { [SETTINGS]: settings(KIMI_ENV) },
  },
  "other-backend": {
    files: { [SETTINGS]: settings({ CLAUDE_CODE_USE_BEDROCK: "1" }) },
    severity: "info",
  },
  "api-key-helper": { files: { [SETTINGS]: settings(KIMI_ENV, ', "apiKeyHelper": "mine"') } },
  "models-restricted": {
    files: { [SETTINGS]: settings(KIMI_ENV, ', "availableModels": ["x"]') },
    severity: "info",
  },
  "host-variable": { files: {}, variables: { ANTHROPIC_UNIX_SOCKET: "/x" } },
  "moved-home": { files: { [SETTINGS]: settings({ ...KIMI_ENV, CLAUDE_CONFIG_DIR: "/x" }) } },
  "drift-approval": {
    files: {
      [STATE]: `{"hasCompletedOnboarding":true,"customApiKeyResponses":{"approved":[],"rejected":["${LAST}"]}}`,
    },
    severity: "error",
    fixed: {
      [STATE]: `{"hasCompletedOnboarding":true,"customApiKeyResponses":{"approved":["${LAST}"],"rejected":[]}}`,
    },
  },
  "onboarding-missing": {
    files: { [STATE]: `{"customApiKeyResponses":{"approved":["${LAST}"]}}` },
    fixed: { [STATE]: `{"customApiKeyResponses":{"approved":["${LAST}"]},"hasCompletedOnboarding":true}` },
  },
  "approval-beginning": {
    files: {
      [STATE]: `{"hasCompletedOnboarding":true,"customApiKeyResponses":{"approved":["${LAST}","${KIMI_KEY.slice(0, 20)}"]}}`,
    },
    params: { profile: "kimi" },
    severity: "info",
    fixed: { [STATE]: `{"hasCompletedOnboarding":true,"customApiKeyResponses":{"approved":["${LAST}"]}}` },
  },
  "console-key": {
    files: { ...GLM, [STATE]: '{"hasCompletedOnboarding":true,"primaryApiKey":"sk-ant-x"}' },
  },
  "profiles-json": { files: { [PROFILES]: '{"preferredLang":"en"}', [SETTINGS]: "{}" } },
  "drift-profile": {
    files: { [PROFILES]: PROFILES_TEXT.replace('"kimi" #', '"glm" #') },
    params: { profile: "glm" },
    fixed: { [PROFILES]: PROFILES_TEXT },
  },
  "reserved-profile": {
    files: { [PROFILES]: `${PROFILES_TEXT}[claudeCode.profiles.official]\nname = "x"\n` },
  },
  "profile-renamed": {
    files: { [PROFILES]: PROFILES_TEXT.replace('name = "glm"', 'name = "GLM 4"') },
    params: { profile: "glm", made: "glm-4" },
    severity: "info",
  },
  "key-missing": { files: { [PROFILES]: PROFILES_TEXT.replace(GLM_KEY, "") }, params: { profile: "glm" } },
  "key-malformed": { files: { [PROFILES]: PROFILES_TEXT.replace(GLM_KEY, "a b") } },
  "url-version": { files: { [PROFILES]: PROFILES_TEXT.replace("/api/anthropic", "/v1") } },
  "url-invalid": { files: { [PROFILES]: PROFILES_TEXT.replace("https://glm", "glm") } },
  "url-missing": { files: { [PROFILES]: PROFILES_TEXT.replace("https://glm.example/api/anthropic", "") } },
  "auth-type": { files: { [PROFILES]: PROFILES_TEXT.replace('"auth_token"', '"magic"') } },
  "ccr-missing": { files: { [PROFILES]: PROFILES_TEXT.replace('"auth_token"', '"ccr_proxy"') } },
  "key-orphaned": {
    files: { [KEYS]: '{"format":1,"keys":{"gone":"sk-gone"}}' },
    params: { profiles: ["gone"] },
    severity: "info",
    fixed: { [KEYS]: '{"format":1,"keys":{}}' },
  },
  "keys-overridden": {
    files: { ".claude/settings.local.json": '{"env":{"ANTHROPIC_MODEL":"x"}}' },
    params: { keys: ["ANTHROPIC_MODEL"] },
  },
  "settings-unreadable": { files: { ".claude/settings.local.json": "{" } },
};

async function findings(home: ClaudeHome) {
  return (await claudeCode().diagnose?.(await home.store(), await home.view())) ?? [];
}

async function fix(home: ClaudeHome, checks: "all" | readonly string[]) {
  const switcher = await home.switcher();
  return switcher.apply(await switcher.plan({ tools: ["claude-code"], fix: checks }));
}

/** A home where only its owner can read what has keys in it. */
async function withClosed(files: Files, use: (home: ClaudeHome) => Promise<unknown>): Promise<void> {
  await withHome(files, async (home) => {
    for (const name of [PROFILES, SETTINGS, STATE, KEYS])
      if ((await home.read(name)) !== null) await chmod(join(home.root, name), 0o600);
    await use(home);
  });
}

test("keys whose profiles may come back are not thrown away", () =>
  withClosed({ [KEYS]: '{"format":1,"keys":{"gone":"sk-gone"}}' }, async (home) => {
    expect(await findings(home)).toMatchObject([{ check: "claude-code.key-orphaned", fixable: false }]);
    expect((await fix(home, "all")).outcome).toBe("nothing");
  }));

test.each([
  ["a key", WELL],
  ["a token", { ...GLM, [STATE]: '{"hasCompletedOnboarding":true}' }],
  ["the official service", { [SETTINGS]: '{"model":"opus","apiKeyHelper":"mine"}', [STATE]: "{}" }],
  ["nothing at all", {}],
])("nothing is wrong with a home that uses %s, and there is nothing to fix", (_, files) =>
  withClosed(files, async (home) => {
    expect(await findings(home)).toEqual([]);
    expect((await fix(home, "all")).outcome).toBe("nothing");
  }),
);

async function withCase(
  { files, variables }: Case,
  use: (home: ClaudeHome) => Promise<unknown>,
): Promise<void> {
  await withClosed({ ...WELL, ...files }, async (home) => {
    home.variables = variables ?? {};
    await use(home);
  });
}

const ALL = Object.entries(CASES);
const CLEARED = ALL.filter(([, { fixed }]) => fixed !== undefined);
const LEFT = ALL.filter(([name, { fixed }]) => fixed === undefined && name !== "file-syntax");

test.each(ALL)("claude-code.%s is found, and nothing else", (name, one) =>
  withCase(one, async (home) => {
    const { severity = "warning", params = {}, fixed } = one;
    const check = `claude-code.${name}`;
    expect(await findings(home)).toMatchObject([{ check, severity, fixable: fixed !== undefined, params }]);
  }),
);

test.each(CLEARED)("claude-code.%s is cleared, and an undo brings every byte back", (name, one) =>
  withCase(one, async (home) => {
    const read = async () => Promise.all([SETTINGS, STATE, PROFILES, KEYS].map((file) => home.read(file)));
    const before = await read();
    expect((await fix(home, [`claude-code.${name}`])).outcome).toBe("applied");
    for (const [file, text] of Object.entries(one.fixed ?? {})) expect(await home.read(file)).toBe(text);
    expect(await findings(home)).toEqual([]);
    await home.undo();
    expect(await read()).toEqual(before);
  }),
);

test.each(LEFT)("claude-code.%s is not ours to clear", (name, one) =>
  withCase(one, async (home) => {
    expect((await fix(home, [`claude-code.${name}`])).outcome).toBe("nothing");
  }),
);

test("beside a file that is no JSON only modes can be told, and mended", () =>
  withHome({ ...WELL, [STATE]: "{" }, async (home) => {
    expect((await findings(home)).map(({ check }) => check)).toEqual([
      "claude-code.file-syntax",
      "claude-code.loose-mode",
      "claude-code.loose-mode",
    ]);
    await fix(home, "all");
    expect((await findings(home)).map(({ check }) => check)).toEqual(["claude-code.file-syntax"]);
    expect(await home.read(SETTINGS)).toBe(WELL[SETTINGS]);
  }));

test("comments that went do not come back into settings that changed since, and nothing else is lost", () =>
  withClosed({ ...WELL, [SETTINGS]: settings({ ...KIMI_ENV, A: "1" }, ", // mine") }, async (home) => {
    await fix(home, "all");
    const text = (await home.read(SETTINGS))?.replace('"1"', '"2"') ?? "";
    await home.write(SETTINGS, text);
    await home.undo();
    expect(await home.read(SETTINGS)).toBe(text);
  }));

describe("claude-code.loose-mode", () => {
  const mode = async (home: ClaudeHome, name: string) => (await stat(join(home.root, name))).mode & 0o777;

  test("is found for each file with keys that others can read, and cleared but for the login; an undo brings the mode back", () =>
    withHome({ ...WELL, [LOGIN]: '{"claudeAiOauth":{"accessToken":"x"}}' }, async (home) => {
      expect(await findings(home)).toMatchObject(
        [PROFILES, SETTINGS, LOGIN].map((name) => ({
          check: "claude-code.loose-mode",
          params: { file: join(home.root, name), mode: "0644" },
        })),
      );
      const before = await home.read(PROFILES);
      await fix(home, "all");
      for (const name of [PROFILES, SETTINGS]) expect(await mode(home, name)).toBe(0o600);
      expect((await findings(home)).map(({ params }) => params["file"])).toEqual([join(home.root, LOGIN)]);
      expect(await mode(home, LOGIN)).toBe(0o644);
      await home.undo();
      for (const name of [PROFILES, SETTINGS]) expect(await mode(home, name)).toBe(0o644);
      expect(await home.read(PROFILES)).toBe(before);
    }));

  test("is no finding where there is no key in it", () =>
    withHome({ [SETTINGS]: '{"model":"opus"}' }, async (home) => {
      expect(await findings(home)).toEqual([]);
    }));
});

describe("several", () => {
  const MANY: Files = {
    ...WELL,
    [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_AUTH_TOKEN: null, ANTHROPIC_MODEL: "glm-4.6" }, ", // x"),
    [STATE]: "{}",
    [PROFILES]: PROFILES_TEXT.replace('"kimi" #', '"glm" #'),
  };

  test("go at once, also those that only show when the settings can be read", () =>
    withHome(MANY, async (home) => {
      await fix(home, "all");
      expect(await findings(home)).toEqual([]);
      expect(await home.env()).toEqual({ ...KIMI_ENV, ANTHROPIC_MODEL: "" });
      await home.undo();
      for (const [name, text] of Object.entries(MANY)) expect(await home.read(name)).toBe(text);
    }));

  test("only those that are asked for", () =>
    withClosed(MANY, async (home) => {
      await fix(home, ["claude-code.settings-ignored"]);
      const left = (await findings(home)).map(({ check }) => check.slice("claude-code.".length));
      expect(left).toEqual([
        "drift-approval",
        "drift-models",
        "drift-profile",
        "null-values",
        "onboarding-missing",
      ]);
    }));
});

test("every check has a case here", async () => {
  const source = await Promise.all(
    ["settings", "env", "state", "profile", "above"].map(async (name) => {
      return readFile(new URL(`${name}-findings.ts`, import.meta.url), "utf8");
    }),
  );
  const checks = [...source.join("\n").matchAll(/found\("claude-code\.([\w-]+)"/g)].map(([, check]) => check);
  expect(checks.filter((check) => !Object.keys(CASES).includes(check ?? ""))).toEqual([]);
});
