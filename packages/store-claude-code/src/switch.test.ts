import { chmod, lstat, readlink, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  GLM_KEY,
  KIMI_KEY,
  LOCK,
  PROFILES,
  SETTINGS,
  STATE,
  sessionIn,
  TWO_PROFILES,
  withHome,
} from "./testing/claude-home.ts";

const HOME = { [PROFILES]: TWO_PROFILES, [SETTINGS]: "{}", [STATE]: '{\n  "numStartups": 1\n}\n' };

describe("to a provider", () => {
  test("sets one credential, the server and its models, and empties the other credential", () =>
    withHome(HOME, async (home) => {
      const report = await home.switchTo("glm");
      expect(report).toMatchObject({ outcome: "applied", stores: [{ from: "official", to: "glm" }] });
      expect(await home.env()).toEqual({
        ANTHROPIC_BASE_URL: "https://glm.example/api/anthropic",
        ANTHROPIC_API_KEY: "",
        ANTHROPIC_AUTH_TOKEN: GLM_KEY,
        ANTHROPIC_MODEL: "glm-4.6",
        ANTHROPIC_DEFAULT_HAIKU_MODEL: "glm-4.5-air",
      });
      expect(await home.json(STATE)).toEqual({ numStartups: 1, hasCompletedOnboarding: true });
      expect(await home.read(PROFILES)).toBe(
        TWO_PROFILES.replace('currentProfile = ""', 'currentProfile = "glm"'),
      );
      expect((await home.status()).current).toBe("glm");
      expect(await home.read(LOCK)).toBeNull();
    }));

  test("approves an API key by its last 20 characters, and takes it off the rejected ones", () =>
    withHome(
      {
        ...HOME,
        [STATE]: JSON.stringify({
          customApiKeyResponses: { approved: ["other"], rejected: [KIMI_KEY.slice(-20), "no"] },
        }),
      },
      async (home) => {
        await home.switchTo("kimi");
        expect(await home.json(STATE)).toEqual({
          customApiKeyResponses: { approved: ["other", KIMI_KEY.slice(-20)], rejected: ["no"] },
          hasCompletedOnboarding: true,
        });
        expect((await home.status()).drift).toEqual([]);
      },
    ));

  test("writes the approval first, then server and key together, then what notes it", () =>
    withHome(HOME, async (home) => {
      const { required, locks } = await home.plan("kimi");
      expect(required.map(({ file }) => file.slice(home.root.length + 1))).toEqual([
        STATE,
        SETTINGS,
        PROFILES,
      ]);
      expect(required.map(({ sensitive = false }) => sensitive)).toEqual([true, true, false]);
      expect(locks).toEqual([{ kind: "mkdir", file: join(home.root, LOCK), waitMs: 3000, staleMs: 10_000 }]);
    }));

  test("once approved needs neither edit nor lock of .claude.json", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await home.switchTo("official");
      const { required, locks } = await home.plan("kimi");
      expect(required.map(({ file }) => file.slice(home.root.length + 1))).toEqual([SETTINGS, PROFILES]);
      expect(locks).toEqual([]);
    }));

  test("twice is nothing", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      expect((await home.switchTo("kimi")).outcome).toBe("nothing");
    }));

  test("makes the files that are missing, for their owner alone", () =>
    withHome({ [PROFILES]: TWO_PROFILES }, async (home) => {
      await home.switchTo("kimi");
      for (const name of [SETTINGS, STATE])
        expect((await stat(join(home.root, name))).mode & 0o777).toBe(0o600);
      expect(await home.json(STATE)).toEqual({
        hasCompletedOnboarding: true,
        customApiKeyResponses: { approved: [KIMI_KEY.slice(-20)], rejected: [] },
      });
    }));

  test.each([
    ["", '{\n  "env": {'],
    ["\uFEFF", '\uFEFF{\n  "env": {'],
    ["\n", '\n{\n  "env": {'],
  ])("fills an empty settings.json (%j)", (content, start) =>
    withHome({ ...HOME, [SETTINGS]: content }, async (home) => {
      await home.switchTo("glm");
      expect((await home.read(SETTINGS))?.startsWith(start)).toBe(true);
      expect((await home.status()).current).toBe("glm");
    }),
  );

  test("goes through a symbolic link, and keeps mode, byte order mark and line endings", () =>
    withHome(
      { ...HOME, "dotfiles/settings.json": '\uFEFF{\r\n\t"permissions": {}\r\n}\r\n' },
      async (home) => {
        await home.remove(SETTINGS);
        await symlink("../dotfiles/settings.json", join(home.root, SETTINGS));
        await chmod(join(home.root, "dotfiles/settings.json"), 0o640);
        await home.switchTo("kimi");
        expect((await lstat(join(home.root, SETTINGS))).isSymbolicLink()).toBe(true);
        expect(await readlink(join(home.root, SETTINGS))).toBe("../dotfiles/settings.json");
        expect((await stat(join(home.root, SETTINGS))).mode & 0o777).toBe(0o640);
        expect(await home.read(SETTINGS)).toBe(
          `\uFEFF{\r\n\t"permissions": {},\r\n\t"env": {\r\n\t\t"ANTHROPIC_BASE_URL": "https://kimi.example/anthropic",\r\n\t\t"ANTHROPIC_API_KEY": "${KIMI_KEY}",\r\n\t\t"ANTHROPIC_AUTH_TOKEN": ""\r\n\t}\r\n}\r\n`,
        );
      },
    ));
});

describe("what would ride along", () => {
  const FULL = {
    env: {
      FOO: "1",
      ANTHROPIC_CUSTOM_HEADERS: "X-Old: secret",
      CLAUDE_CODE_USE_BEDROCK: 1,
      ANTHROPIC_AUTH_TOKEN: null,
      CLAUDE_CODE_SUBAGENT_MODEL: "old",
    },
  };

  test("every other owned key that is there is emptied, never removed; the user's own stay", () =>
    withHome({ ...HOME, [SETTINGS]: JSON.stringify(FULL) }, async (home) => {
      const { notices } = await home.plan("kimi");
      expect(notices).toContainEqual(expect.objectContaining({ code: "claude-code.emptied" }));
      await home.switchTo("kimi");
      expect(await home.env()).toEqual({
        FOO: "1",
        ANTHROPIC_CUSTOM_HEADERS: "",
        CLAUDE_CODE_USE_BEDROCK: "",
        ANTHROPIC_AUTH_TOKEN: "",
        CLAUDE_CODE_SUBAGENT_MODEL: "",
        ANTHROPIC_BASE_URL: "https://kimi.example/anthropic",
        ANTHROPIC_API_KEY: KIMI_KEY,
      });
    }));

  test("exported keys are masked, for official too", () =>
    withHome(
      HOME,
      async (home) => {
        expect((await home.status()).current).toBeNull();
        const { notices } = await home.plan("official");
        expect(notices).toMatchObject([
          {
            code: "claude-code.exports-masked",
            params: { variables: ["ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_MODEL"] },
          },
        ]);
        await home.switchTo("official");
        expect(await home.env()).toEqual({ ANTHROPIC_AUTH_TOKEN: "", ANTHROPIC_MODEL: "" });
        expect((await home.status()).current).toBe("official");
        expect(JSON.stringify(await home.store())).not.toContain("shell-secret");
      },
      { variables: { ANTHROPIC_AUTH_TOKEN: "shell-secret", ANTHROPIC_MODEL: "x", ANTHROPIC_API_KEY: " " } },
    ));

  test("a running session keeps what settings have said before, so its keys are emptied as well", () =>
    withHome(HOME, async (home) => {
      home.processes = [sessionIn(home.root, { ANTHROPIC_MODEL: "m" })];
      await home.switchTo("kimi");
      expect(await home.env()).toMatchObject({
        ANTHROPIC_AUTH_TOKEN: "",
        ANTHROPIC_CUSTOM_HEADERS: "",
        CLAUDE_CODE_USE_BEDROCK: "",
        CLAUDE_CODE_USE_VERTEX: "",
        CLAUDE_CODE_USE_FOUNDRY: "",
        ANTHROPIC_MODEL: "",
      });
      expect(await home.env()).not.toHaveProperty("ANTHROPIC_DEFAULT_OPUS_MODEL");
    }));

  test("a session of another home does not matter", () =>
    withHome(HOME, async (home) => {
      home.processes = [sessionIn("/home/somebody")];
      await home.switchTo("kimi");
      expect(Object.keys(await home.env())).toHaveLength(3);
    }));
});

describe("official", () => {
  test("empties all owned keys, and touches no login", () =>
    withHome({ ...HOME, ".claude/.credentials.json": '{"claudeAiOauth":{}}' }, async (home) => {
      await home.switchTo("glm");
      const state = await home.read(STATE);
      await home.switchTo("official");
      expect(new Set(Object.values(await home.env()))).toEqual(new Set([""]));
      expect(await home.read(STATE)).toBe(state);
      expect(await home.read(".claude/.credentials.json")).toBe('{"claudeAiOauth":{}}');
      expect(await home.read(PROFILES)).toBe(TWO_PROFILES);
      expect((await home.status()).current).toBe("official");
    }));

  test("is nothing where it is so already", () =>
    withHome({}, async (home) => {
      await home.write(PROFILES, TWO_PROFILES);
      expect((await home.switchTo("official")).outcome).toBe("nothing");
      expect(await home.read(SETTINGS)).toBeNull();
    }));
});

describe("the top-level model", () => {
  test("waits for its own target", () =>
    withHome({ ...HOME, [SETTINGS]: '{"model":"opus","a":1}' }, async (home) => {
      await home.switchTo("kimi");
      expect(await home.json(SETTINGS)).not.toHaveProperty("model");
      await home.write(
        SETTINGS,
        (await home.read(SETTINGS))?.replace('"a":1', '"a":1,"model":"kimi-k2"') ?? "",
      );
      await home.switchTo("glm");
      expect(await home.json(SETTINGS)).not.toHaveProperty("model");
      await home.switchTo("official");
      expect(await home.json(SETTINGS)).toMatchObject({ model: "opus" });
      await home.switchTo("kimi");
      expect(await home.json(SETTINGS)).toMatchObject({ model: "kimi-k2" });
    }));

  test("of a state that is no target comes back with official", () =>
    withHome(
      { ...HOME, [SETTINGS]: '{"model":"sonnet","env":{"ANTHROPIC_API_KEY":"own"}}' },
      async (home) => {
        await home.switchTo("glm");
        await home.switchTo("official");
        expect(await home.json(SETTINGS)).toMatchObject({ model: "sonnet" });
      },
    ));

  test("of the target in use is the user's, also when it is switched to again", () =>
    withHome(HOME, async (home) => {
      const choose = async (from: string, to: string): Promise<void> =>
        home.write(SETTINGS, (await home.read(SETTINGS))?.replace(from, to) ?? "");
      await home.switchTo("kimi");
      await choose("{", '{"model":"k1",');
      await home.switchTo("glm");
      await home.switchTo("kimi");
      await choose('"k1"', '"k2"');
      expect((await home.switchTo("kimi")).outcome).toBe("nothing");
      expect(await home.json(SETTINGS)).toMatchObject({ model: "k2" });
    }));

  test("a running session keeps it, and the notice says so", () =>
    withHome({ ...HOME, [SETTINGS]: '{"model":"opus"}' }, async (home) => {
      home.processes = [sessionIn(home.root)];
      const { notices } = await home.plan("kimi");
      expect(notices).toMatchObject([{ code: "claude-code.restart-for-model", params: { pids: ["4321"] } }]);
    }));
});

describe("upstream's four defects", () => {
  test("1: official leaves no model behind", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("glm");
      await home.switchTo("official");
      expect(await home.read(SETTINGS)).not.toContain("glm-4");
    }));

  test("2: settings with a comment are not replaced, but refused with the place", () =>
    withHome({ ...HOME, [SETTINGS]: '{\n  // mine\n  "permissions": {}\n}' }, async (home) => {
      const before = await home.read(SETTINGS);
      await expect(home.switchTo("glm")).rejects.toMatchObject({
        code: "claude-code.settings-ignored",
        disk: "untouched",
        params: { line: 2, column: 3 },
      });
      expect(await home.read(SETTINGS)).toBe(before);
      expect((await home.status()).notices).toMatchObject([{ code: "claude-code.settings-ignored" }]);
    }));

  test("3: the approval is the end of the key, not its beginning", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      const text = (await home.read(STATE)) ?? "";
      expect(text).toContain(KIMI_KEY.slice(-20));
      expect(text).not.toContain(KIMI_KEY.slice(0, 20));
    }));

  test("4: never two credentials, whatever was set or exported before", () =>
    withHome(
      { ...HOME, [SETTINGS]: '{"env":{"ANTHROPIC_API_KEY":"old"}}' },
      async (home) => {
        await home.switchTo("glm");
        expect(await home.env()).toMatchObject({ ANTHROPIC_API_KEY: "", ANTHROPIC_AUTH_TOKEN: GLM_KEY });
        await home.switchTo("kimi");
        expect(await home.env()).toMatchObject({ ANTHROPIC_API_KEY: KIMI_KEY, ANTHROPIC_AUTH_TOKEN: "" });
      },
      { variables: { ANTHROPIC_API_KEY: "exported" } },
    ));
});

test("sessions cannot be moved: they name no provider", () =>
  withHome(HOME, async (home) => {
    for (const goal of [
      { kind: "sync", target: null, sessions: null },
      { kind: "restore", sessions: null },
    ] as const)
      await expect(home.plan(goal)).rejects.toMatchObject({ kind: "usage", code: "claude-code.no-sessions" });
  }));

test("no secret is in what is shown of a plan", () =>
  withHome(HOME, async (home) => {
    const switcher = await home.switcher();
    const operation = await switcher.plan({ tools: ["claude-code"], target: "kimi" });
    const previews = [];
    for await (const preview of switcher.preview(operation)) previews.push(preview);
    const shown = JSON.stringify(previews, (_key, value: unknown) =>
      typeof value === "bigint" ? `${value}` : value,
    );
    for (const key of [GLM_KEY, KIMI_KEY, KIMI_KEY.slice(-20)]) expect(shown).not.toContain(key);
    expect(shown).toContain("currentProfile");
  }));
