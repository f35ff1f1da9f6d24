import { describe, expect, test } from "vitest";
import {
  GLM_KEY,
  KIMI_KEY,
  PROFILES,
  SETTINGS,
  STATE,
  TWO_PROFILES,
  withHome,
} from "../testing/claude-home.ts";
import { ADD, change, changesAndGoesBack, edit, entries, KEYS, NEW_KEY, TWO } from "../testing/managing.ts";

describe("the profile in use", () => {
  test("with another key and address: settings follow in the same operation, with one credential", () =>
    withHome({ ...TWO, [SETTINGS]: '{"model":"opus","env":{"FOO":"1"}}' }, async (home) => {
      await home.switchTo("glm");
      const fields = { "base-url": "https://new.example/api", "haiku-model": null };
      await changesAndGoesBack(home, [edit("glm", { fields, key: NEW_KEY })], async () => {
        expect(await home.env()).toEqual({
          FOO: "1",
          ANTHROPIC_BASE_URL: "https://new.example/api",
          ANTHROPIC_AUTH_TOKEN: NEW_KEY,
          ANTHROPIC_API_KEY: "",
          ANTHROPIC_MODEL: "glm-4.6",
          ANTHROPIC_DEFAULT_HAIKU_MODEL: "",
        });
        expect((await home.status()).current).toBe("glm");
        expect((await home.status()).drift).toEqual([]);
      });
    }));

  test("with its key in another header: it is approved, and the old header empty", () =>
    withHome(TWO, async (home) => {
      await home.switchTo("glm");
      await changesAndGoesBack(home, [edit("glm", { keyStore: "api-key" })], async () => {
        expect(await home.env()).toMatchObject({ ANTHROPIC_AUTH_TOKEN: "", ANTHROPIC_API_KEY: GLM_KEY });
        expect(await home.json(STATE)).toMatchObject({
          customApiKeyResponses: { approved: [GLM_KEY.slice(-20)] },
        });
      });
    }));

  test("is written so that nothing is used before it is there, or gone before it is used no more", () =>
    withHome(TWO, async (home) => {
      const order = async (keyStore: string) => {
        const goal = { kind: "providers", changes: [edit("glm", { keyStore })], force: false } as const;
        return (await home.plan(goal)).required.map(({ file }) => file.slice(home.root.length + 1));
      };
      await home.switchTo("glm");
      expect(await order("api-key")).toEqual([PROFILES, STATE, SETTINGS]);
      expect(await order("helper")).toEqual([KEYS, PROFILES, SETTINGS]);
      await change(home, edit("glm", { keyStore: "helper" }));
      expect(await order("auth-token")).toEqual([PROFILES, SETTINGS, KEYS]);
    }));

  test("under another name of the same id, or another profile: settings stay", () =>
    withHome(TWO, async (home) => {
      await home.switchTo("glm");
      const before = await home.read(SETTINGS);
      await change(home, edit("glm", { fields: { name: "glm!" } }), edit("kimi", { key: NEW_KEY }));
      expect(await home.read(SETTINGS)).toBe(before);
    }));

  test("cannot lose what it needs by an undo", () =>
    withHome(TWO, async (home) => {
      const { operation } = await change(home, ADD);
      await home.switchTo("mini");
      await expect(home.undo({ undo: operation ?? "" })).rejects.toMatchObject({
        code: "claude-code.undo-in-use",
      });
      await home.switchTo("glm");
      await home.undo({ undo: operation ?? "" });
      expect(await home.read(PROFILES)).toBe(
        TWO_PROFILES.replace('currentProfile = ""', 'currentProfile = "glm"'),
      );
    }));
});

test("its name, which settings do not use, goes back while it is in use", () =>
  withHome(TWO, async (home) => {
    await home.switchTo("glm");
    const { operation } = await change(home, edit("glm", { fields: { name: "glm!" } }));
    await home.undo({ undo: operation ?? "" });
    expect(await home.read(PROFILES)).toContain('name = "GLM"');
  }));

describe("a file that was changed since", () => {
  test("goes back value by value, and what others wrote stays", () =>
    withHome(TWO, async (home) => {
      await change(home, ADD, edit("glm", { fields: { model: "x" } }), {
        change: "remove",
        id: "kimi",
        fields: {},
      });
      await home.write(PROFILES, `# mine\n${await home.read(PROFILES)}[other]\na = 1\n`);
      await home.undo();
      const text = (await home.read(PROFILES)) ?? "";
      expect(text).toMatch(/^# mine\n/);
      expect(text).toContain("[other]\na = 1\n");
      expect(text).toContain('primaryModel = "glm-4.6"');
      expect((await entries(home)).map(({ id }) => id)).toEqual(["glm", "kimi"]);
    }));

  test("in the very value: a conflict that names it", () =>
    withHome(TWO, async (home) => {
      await change(home, edit("glm", { fields: { model: "x" } }));
      await home.write(PROFILES, (await home.read(PROFILES))?.replace('"x"', '"y"') ?? "");
      await expect(home.undo()).rejects.toMatchObject({
        code: "claude-code.undo-changed",
        params: { keys: ["claudeCode.profiles.glm.primaryModel"] },
      });
    }));
});

test("no secret is in a plan that is shown", () =>
  withHome(TWO, async (home) => {
    await home.switchTo("glm");
    const plan = await home.plan({
      kind: "providers",
      changes: [edit("glm", { key: NEW_KEY }), ADD],
      force: false,
    });
    expect(plan.secrets).toEqual(expect.arrayContaining([GLM_KEY, KIMI_KEY, NEW_KEY]));
    expect(plan.required.every(({ sensitive }) => sensitive === true)).toBe(true);
  }));
