import { differences, readTree } from "@zcf/adapter-testkit";
import { describe, expect, test } from "vitest";
import {
  type ClaudeHome,
  GLM_KEY,
  KIMI_KEY,
  LOCK,
  PROFILES,
  parseObject,
  SETTINGS,
  STATE,
  sessionIn,
  TWO_PROFILES,
  withHome,
} from "./testing/claude-home.ts";

const SETTINGS_TEXT =
  '\uFEFF{\r\n  "model": "opus",\r\n  "env": { "FOO": "1" },\r\n  "permissions": {"allow": []}\r\n}';
const STATE_TEXT =
  '{\n  "numStartups": 1,\n  "oauthAccount": {\n    "emailAddress": "me@example.com"\n  }\n}\n';
const HOME = { [PROFILES]: TWO_PROFILES, [SETTINGS]: SETTINGS_TEXT, [STATE]: STATE_TEXT };

async function tree(home: ClaudeHome) {
  return readTree(home.root);
}

/** Claude Code has run: it has sorted its state anew and renewed the login. */
async function claudeRan(home: ClaudeHome): Promise<void> {
  const { numStartups, ...rest } = await home.json(STATE);
  const next = {
    numStartups: Number(numStartups) + 1,
    ...rest,
    oauthAccount: { emailAddress: "new@example.com" },
  };
  await home.write(STATE, JSON.stringify(next, null, 2));
}

describe("nothing was changed since", () => {
  test.each(["glm", "kimi"])("undoing a switch to %s gives the very bytes, times and modes", (target) =>
    withHome(HOME, async (home) => {
      const before = await tree(home);
      await home.switchTo(target);
      const report = await home.undo();
      expect(report.stores).toMatchObject([{ from: target, to: "official" }]);
      expect(differences(before, await tree(home))).toEqual([]);
    }),
  );

  test("of files that were made: they are gone", () =>
    withHome({ [PROFILES]: TWO_PROFILES }, async (home) => {
      await home.switchTo("kimi");
      await home.undo();
      expect([await home.read(SETTINGS), await home.read(STATE)]).toEqual([null, null]);
    }));

  test("from one provider to the other and back, and twice is redo", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("glm");
      const onGlm = await tree(home);
      await home.switchTo("kimi");
      const onKimi = await tree(home);
      await home.undo();
      expect(differences(onGlm, await tree(home))).toEqual([]);
      await home.undo();
      expect(differences(onKimi, await tree(home))).toEqual([]);
    }));

  test("the home is found again by where it lies", () =>
    withHome(HOME, async (home) => {
      const before = await tree(home);
      await home.switchTo("kimi");
      expect((await home.store(`${home.root}/.claude/`)).writeRoots).toContain(`${home.root}/${STATE}`);
      await home.undo({ tools: ["cc"], home: `${home.root}/.claude` });
      expect(differences(before, await tree(home))).toEqual([]);
    }));
});

describe("Claude Code has written since", () => {
  test("only our values go back, and the renewed login stays", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await claudeRan(home);
      await home.write(
        SETTINGS,
        (await home.read(SETTINGS))?.replace('"allow": []', '"allow": ["Bash(ls)"]') ?? "",
      );
      await home.undo();
      expect(await home.json(STATE)).toEqual({
        numStartups: 2,
        oauthAccount: { emailAddress: "new@example.com" },
      });
      const settings = parseObject((await home.read(SETTINGS)) ?? "");
      expect(settings).toEqual({ model: "opus", env: { FOO: "1" }, permissions: { allow: ["Bash(ls)"] } });
      expect(await home.read(PROFILES)).toBe(TWO_PROFILES);
      expect(await home.read(LOCK)).toBeNull();
    }));

  test("an entry that was there before stays, and one that was rejected is so again", () => {
    const rejected = KIMI_KEY.slice(-20);
    const state = JSON.stringify({ customApiKeyResponses: { approved: ["a"], rejected: [rejected] } });
    return withHome({ ...HOME, [STATE]: state }, async (home) => {
      await home.switchTo("kimi");
      const { customApiKeyResponses } = await home.json(STATE);
      expect(customApiKeyResponses).toEqual({ approved: ["a", rejected], rejected: [] });
      await home.write(STATE, JSON.stringify({ ...(await home.json(STATE)), more: 1 }));
      await home.undo();
      expect(await home.json(STATE)).toEqual({
        customApiKeyResponses: { approved: ["a"], rejected: [rejected] },
        more: 1,
      });
    });
  });

  test("an undo that is undone gives the approval back, or the login would be sent in its place (invariant 9)", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await claudeRan(home);
      await home.undo();
      await claudeRan(home);
      await home.undo();
      const { approved } = (await home.json(STATE))["customApiKeyResponses"] as { approved: string[] };
      expect(approved).toEqual([KIMI_KEY.slice(-20)]);
      expect(await home.env()).toMatchObject({ ANTHROPIC_API_KEY: KIMI_KEY });
    }));

  test("a key whose approval was taken away since does not come back, but with force", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await home.switchTo("glm");
      const { customApiKeyResponses: _, ...rest } = await home.json(STATE);
      await home.write(STATE, JSON.stringify(rest));
      await expect(home.undo()).rejects.toMatchObject({ code: "claude-code.undo-exposed" });
      expect((await home.undo({ force: true })).stores[0]?.notices).toMatchObject([
        { code: "claude-code.login-exposed" },
      ]);
    }));

  test("an approval that a switch alone brought goes again: the user's own settings were without one", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      const { customApiKeyResponses: _, ...rest } = await home.json(STATE);
      await home.write(STATE, JSON.stringify(rest, null, 2));
      const before = await home.read(STATE);
      await home.switchTo("kimi");
      expect(await home.read(STATE)).not.toBe(before);
      expect((await home.undo()).stores[0]?.notices).toMatchObject([{ code: "claude-code.login-exposed" }]);
      expect(await home.read(STATE)).toBe(before);
    }));

  test("an approval that goes while the undo is written stops it: nothing is written", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await home.switchTo("glm");
      const switcher = await home.switcher();
      const planned = await switcher.plan({ undo: "last" });
      const before = await home.read(SETTINGS);
      const { customApiKeyResponses: _, ...rest } = await home.json(STATE);
      await home.write(STATE, JSON.stringify(rest));
      await expect(switcher.apply(planned, { replan: "when-overtaken" })).rejects.toMatchObject({
        kind: "conflict",
      });
      expect(await home.read(SETTINGS)).toBe(before);
    }));

  test("a value of ours that somebody changed is a conflict that names it, and nothing is written", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await home.write(SETTINGS, (await home.read(SETTINGS))?.replace(KIMI_KEY, "other") ?? "");
      const before = await tree(home);
      await expect(home.undo()).rejects.toMatchObject({
        kind: "conflict",
        code: "claude-code.undo-changed",
        params: { keys: ["env.ANTHROPIC_API_KEY"] },
      });
      expect(differences(before, await tree(home))).toEqual([]);
    }));

  test("so is upstream's currentProfile", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await home.write(PROFILES, (await home.read(PROFILES))?.replace('"kimi" #', '"glm" #') ?? "");
      await expect(home.undo()).rejects.toMatchObject({
        code: "claude-code.undo-changed",
        params: { keys: ["claudeCode.currentProfile"] },
      });
    }));

  test("a key that somebody emptied or removed is as before, which was unset", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await home.write(SETTINGS, JSON.stringify({ env: { FOO: "1", ANTHROPIC_API_KEY: "" }, later: 1 }));
      await home.undo();
      expect(await home.json(SETTINGS)).toEqual({
        env: { FOO: "1", ANTHROPIC_API_KEY: "" },
        later: 1,
        model: "opus",
      });
    }));

  test("a comment in the settings: refused, with the place", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await home.write(SETTINGS, `${await home.read(SETTINGS)}\n// mine`);
      await expect(home.undo()).rejects.toMatchObject({ code: "claude-code.settings-ignored" });
    }));
});

describe("while a session runs", () => {
  const running = async (home: ClaudeHome): Promise<void> => {
    home.processes = [sessionIn(home.root)];
  };

  test("what would be removed is emptied, in a file that nobody touched too, and the notice says so", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("kimi");
      await running(home);
      const report = await home.undo();
      expect(report.stores.flatMap(({ notices }) => notices)).toMatchObject([
        {
          code: "claude-code.undo-emptied",
          params: { keys: ["ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"] },
        },
      ]);
      expect(await home.read(SETTINGS)).toBe(
        SETTINGS_TEXT.replace(
          '"FOO": "1"',
          '"FOO": "1", "ANTHROPIC_BASE_URL": "", "ANTHROPIC_API_KEY": "", "ANTHROPIC_AUTH_TOKEN": ""',
        ),
      );
      expect(await home.read(STATE)).toBe(STATE_TEXT);
    }));

  test("so in a file that was changed since, and in one that was made", () =>
    withHome({ [PROFILES]: TWO_PROFILES }, async (home) => {
      await home.switchTo("kimi");
      await running(home);
      await home.undo();
      expect(await home.json(SETTINGS)).toEqual({
        env: { ANTHROPIC_BASE_URL: "", ANTHROPIC_API_KEY: "", ANTHROPIC_AUTH_TOKEN: "" },
      });
      await home.undo();
      await home.write(SETTINGS, JSON.stringify({ ...(await home.json(SETTINGS)), more: 1 }));
      await home.switchTo("glm");
      await home.write(SETTINGS, JSON.stringify({ ...(await home.json(SETTINGS)), again: 1 }));
      await home.undo();
      expect((await home.env())["ANTHROPIC_MODEL"]).toBe("");
      expect(await home.env()).toMatchObject({ ANTHROPIC_API_KEY: KIMI_KEY, ANTHROPIC_AUTH_TOKEN: "" });
    }));

  test("--exact gives the very bytes all the same", () =>
    withHome(HOME, async (home) => {
      const before = await tree(home);
      await home.switchTo("kimi");
      await running(home);
      await home.undo({ exact: true });
      expect(differences(before, await tree(home))).toEqual([]);
    }));

  test("back to a provider its keys are set, and nothing needs emptying", () =>
    withHome(HOME, async (home) => {
      await home.switchTo("glm");
      const before = await home.read(SETTINGS);
      await home.switchTo("kimi");
      await running(home);
      await home.undo();
      expect(await home.read(SETTINGS)).toBe(before);
    }));
});

describe("a login must not go to a provider", () => {
  test("an address whose credential was taken away since does not come back, but with force", () => {
    const twins = `${TWO_PROFILES}\n[claudeCode.profiles.twin]\nauthType = "auth_token"\napiKey = "${GLM_KEY}"\nbaseUrl = "https://twin.example"\n`;
    return withHome({ ...HOME, [PROFILES]: twins }, async (home) => {
      await home.switchTo("glm");
      await home.switchTo("twin");
      await home.write(SETTINGS, (await home.read(SETTINGS))?.replace(GLM_KEY, "") ?? "");
      const params = { file: `${home.root}/${SETTINGS}`, url: "https://glm.example/api/anthropic" };
      await expect(home.undo()).rejects.toMatchObject({ code: "claude-code.undo-exposed", params });
      const { stores } = await home.undo({ force: true });
      expect(stores.flatMap(({ notices }) => notices)).toMatchObject([
        { code: "claude-code.login-exposed", params },
      ]);
    });
  });

  test("a state of the user's own that was so is restored, with a warning", () =>
    withHome(
      { ...HOME, [SETTINGS]: '{"env":{"ANTHROPIC_BASE_URL":"https://own.example"}}' },
      async (home) => {
        await home.switchTo("glm");
        const report = await home.undo();
        expect(report.stores.flatMap(({ notices }) => notices)).toMatchObject([
          { code: "claude-code.login-exposed", params: { url: "https://own.example" } },
        ]);
        expect(await home.read(SETTINGS)).toBe('{"env":{"ANTHROPIC_BASE_URL":"https://own.example"}}');
      },
    ));
});

test.each([
  ["alone", ""],
  ["with a key that is not approved any more", ',"ANTHROPIC_API_KEY":"sk-ant-own-0123456789-qwerty"'],
])("Anthropic's own address comes back %s: the login belongs there", (_, key) => {
  const own = `{"env":{"ANTHROPIC_BASE_URL":"https://api.anthropic.com"${key}}}`;
  return withHome({ ...HOME, [SETTINGS]: own }, async (home) => {
    await home.switchTo("glm", { force: true });
    const { stores } = await home.undo();
    expect(stores.flatMap(({ notices }) => notices)).toEqual([]);
    expect(await home.read(SETTINGS)).toBe(own);
  });
});

describe("from a backup", () => {
  test("settings and profiles come back whole, the login of today stays", () =>
    withHome(HOME, async (home) => {
      const { operation } = await home.switchTo("kimi");
      await claudeRan(home);
      await home.switchTo("glm");
      const switcher = await home.switcher();
      const report = await switcher.apply(await switcher.plan({ fromBackup: operation ?? "" }));
      expect(report.outcome).toBe("applied");
      expect(await home.read(SETTINGS)).toBe(SETTINGS_TEXT);
      expect(await home.read(PROFILES)).toBe(TWO_PROFILES);
      expect(await home.json(STATE)).toEqual({
        numStartups: 1,
        oauthAccount: { emailAddress: "new@example.com" },
      });
    }));
});
