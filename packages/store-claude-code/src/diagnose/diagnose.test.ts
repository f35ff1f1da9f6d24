import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ClaudeHome, type Files, PROFILES, SETTINGS, STATE, withHome } from "../testing/claude-home.ts";
import {
  checksIn,
  findings,
  fix,
  GLM,
  KEYS,
  KIMI_ENV,
  LOGIN,
  OFFICIAL,
  PROFILES_TEXT,
  settings,
  WELL,
  withClosed,
} from "./testing/sick-home.ts";

test.each<[string, Files]>([
  ["a key", WELL],
  ["a token", { ...GLM, [STATE]: '{"hasCompletedOnboarding":true}' }],
  ["the official service", { [SETTINGS]: '{"model":"opus","apiKeyHelper":"mine"}', [STATE]: "{}" }],
  ["a login", OFFICIAL],
  ["nothing at all", {}],
])("nothing is wrong with a home that uses %s, and there is nothing to fix", (_, files) =>
  withClosed(files, async (home) => {
    expect(await findings(home)).toEqual([]);
    expect((await fix(home, "all")).outcome).toBe("nothing");
  }),
);

test("keys whose profiles may come back are not thrown away", () =>
  withClosed({ [KEYS]: '{"format":1,"keys":{"gone":"sk-gone"}}' }, async (home) => {
    expect(await findings(home)).toMatchObject([{ check: "claude-code.key-orphaned", fixable: false }]);
    expect((await fix(home, "all")).outcome).toBe("nothing");
  }));

test("a key that is there twice is no mistake to Claude Code, but none of ours to edit", () =>
  withClosed({ ...WELL, [SETTINGS]: settings(KIMI_ENV, ', "a": 1, "a": 2') }, async (home) => {
    expect(await findings(home)).toMatchObject([{ check: "claude-code.file-syntax", severity: "warning" }]);
  }));

test("comments that went do not come back into settings that changed since, and nothing else is lost", () =>
  withClosed({ ...WELL, [SETTINGS]: settings({ ...KIMI_ENV, A: "1" }, ", // mine") }, async (home) => {
    await fix(home, "all");
    const text = (await home.read(SETTINGS))?.replace('"1"', '"2"') ?? "";
    await home.write(SETTINGS, text);
    await home.undo();
    expect(await home.read(SETTINGS)).toBe(text);
  }));

test("each file with keys that others can read is closed, but for the login; an undo opens it again", () =>
  withHome({ ...WELL, [LOGIN]: '{"claudeAiOauth":{"accessToken":"x"}}' }, async (home) => {
    const mode = async (name: string) => (await stat(join(home.root, name))).mode & 0o777;
    expect(await findings(home)).toMatchObject(
      [PROFILES, SETTINGS, LOGIN].map((name) => ({
        check: "claude-code.loose-mode",
        fixable: name !== LOGIN,
        params: { file: join(home.root, name), mode: "0644" },
      })),
    );
    await fix(home, "all");
    for (const name of [PROFILES, SETTINGS]) expect(await mode(name)).toBe(0o600);
    expect((await findings(home)).map(({ params }) => params["file"])).toEqual([join(home.root, LOGIN)]);
    expect(await mode(LOGIN)).toBe(0o644);
    await home.undo();
    for (const name of [PROFILES, SETTINGS]) expect(await mode(name)).toBe(0o644);
  }));

describe("several", () => {
  const MANY: Files = {
    ...WELL,
    [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_AUTH_TOKEN: null, ANTHROPIC_MODEL: "glm-4.6" }, ", // x"),
    [STATE]: "{}",
    [PROFILES]: PROFILES_TEXT.replace('"kimi" #', '"glm" #'),
  };
  const texts = async (home: ClaudeHome) => Promise.all(Object.keys(MANY).map((name) => home.read(name)));

  test("go at once, also those that only show when the settings can be read", () =>
    withHome(MANY, async (home) => {
      await fix(home, "all");
      expect(await findings(home)).toEqual([]);
      expect(await home.env()).toEqual({ ...KIMI_ENV, ANTHROPIC_MODEL: "" });
      await home.undo();
      expect(await texts(home)).toEqual(Object.values(MANY));
    }));

  test("only those that are asked for", () =>
    withClosed(MANY, async (home) => {
      await fix(home, ["claude-code.settings-ignored"]);
      expect(await checksIn(home)).toEqual([
        "drift-approval",
        "drift-models",
        "drift-profile",
        "null-values",
        "onboarding-missing",
      ]);
    }));
});
