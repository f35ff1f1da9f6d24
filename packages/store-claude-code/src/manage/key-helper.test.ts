import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { claudeCode } from "../adapter.ts";
import { HELPER_MARK } from "../helper.ts";
import {
  type ClaudeHome,
  GLM_KEY,
  KIMI_KEY,
  PROFILES,
  SETTINGS,
  sessionIn,
  TWO_PROFILES,
  withHome,
} from "../testing/claude-home.ts";
import { change, changesAndGoesBack, edit, entries, KEYS, TWO } from "../testing/managing.ts";

describe("a key that Claude Code asks us for", () => {
  const HELPER = edit("glm", { keyStore: "helper" });

  test("is in a file of ours, and upstream's has none", () =>
    withHome(TWO, (home) =>
      changesAndGoesBack(home, [HELPER], async () => {
        expect(await home.json(KEYS)).toEqual({ format: 1, keys: { glm: GLM_KEY } });
        expect((await stat(join(home.root, KEYS))).mode & 0o777).toBe(0o600);
        expect(await home.read(PROFILES)).toBe(TWO_PROFILES.replace(GLM_KEY, HELPER_MARK));
        expect(await claudeCode().manage?.key(await home.store(), await home.view(), "glm")).toBe(GLM_KEY);
        expect((await entries(home))[0]).toMatchObject({ keyStore: "helper", hasKey: true, problems: [] });
      }),
    ));

  test("of the profile in use: apiKeyHelper, and nothing beside it; and back", () =>
    withHome(TWO, async (home) => {
      await home.switchTo("glm");
      await changesAndGoesBack(home, [HELPER], async () => {
        expect(await home.json(SETTINGS)).toMatchObject({ apiKeyHelper: "zcf key claude-code/glm" });
        expect(await home.env()).toMatchObject({ ANTHROPIC_AUTH_TOKEN: "", ANTHROPIC_API_KEY: "" });
        expect(await home.status()).toMatchObject({ current: "glm", drift: [], notices: [] });
      });
      await changesAndGoesBack(home, [edit("glm", { keyStore: "auth-token" })], async () => {
        expect(await home.json(SETTINGS)).not.toHaveProperty("apiKeyHelper");
        expect(await home.env()).toMatchObject({ ANTHROPIC_AUTH_TOKEN: GLM_KEY });
        expect(await home.json(KEYS)).toEqual({ format: 1, keys: {} });
      });
    }));

  test("goes with a switch, and a helper of somebody else's stays", () =>
    withHome(TWO, async (home) => {
      await change(home, HELPER);
      await home.switchTo("glm");
      expect((await home.status()).current).toBe("glm");
      await home.switchTo("kimi");
      expect(await home.json(SETTINGS)).not.toHaveProperty("apiKeyHelper");
      expect(await home.env()).toMatchObject({ ANTHROPIC_API_KEY: KIMI_KEY, ANTHROPIC_AUTH_TOKEN: "" });
      await home.write(SETTINGS, '{"apiKeyHelper":"mine"}');
      await expect(home.switchTo("kimi")).rejects.toMatchObject({ code: "claude-code.api-key-helper" });
    }));

  test("goes from a running session too, which takes settings as a whole", () =>
    withHome(TWO, async (home) => {
      await change(home, HELPER);
      await home.switchTo("glm");
      home.processes = [sessionIn(home.root)];
      await home.switchTo("kimi");
      expect(await home.json(SETTINGS)).not.toHaveProperty("apiKeyHelper");
      await home.undo();
      expect(await home.json(SETTINGS)).toMatchObject({ apiKeyHelper: "zcf key claude-code/glm" });
      expect((await home.status()).current).toBe("glm");
    }));

  test("that is not there is a problem, as a missing one is", () =>
    withHome(TWO, async (home) => {
      await change(home, HELPER);
      await home.remove(KEYS);
      await expect(home.switchTo("glm")).rejects.toMatchObject({ code: "claude-code.helper-key-missing" });
    }));
});

describe("a question to a provider's server", () => {
  const probe = async (home: ClaudeHome, id: string, key: string | null) =>
    claudeCode().manage?.probe(await home.store(), await home.view(), id, key);

  test("is for its models, with its key in its header alone", () =>
    withHome(TWO, async (home) => {
      expect(await probe(home, "glm", "k")).toMatchObject({
        method: "GET",
        url: "https://glm.example/api/anthropic/v1/models",
        headers: { authorization: "Bearer k" },
      });
      expect((await probe(home, "kimi", "k"))?.headers).toMatchObject({ "x-api-key": "k" });
      expect((await probe(home, "kimi", "k"))?.headers).not.toHaveProperty("authorization");
      expect((await probe(home, "kimi", null))?.headers).toEqual({
        "anthropic-version": "2023-06-01",
        accept: "application/json",
      });
      await expect(probe(home, "nobody", "k")).rejects.toMatchObject({ kind: "usage" });
    }));
});
