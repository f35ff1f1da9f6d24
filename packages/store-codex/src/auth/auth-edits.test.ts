import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { describe, expect, test } from "vitest";
import { ENTRIES, home, LOGIN } from "../testing/auth-home.ts";
import { homeOpener } from "../testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

describe("the plan", () => {
  test("auth goes first to a provider, the config first to official", async () => {
    const auth = { ...LOGIN, ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-alpha" };
    await open(home("alpha", auth), async (codex) => {
      const order = async (target: string): Promise<readonly string[]> =>
        (await codex.plan(target)).required.map(({ file }) => file.split("/").at(-1) ?? "");
      expect(await order("beta")).toEqual(["auth.json", "config.toml"]);
      expect(await order("official")).toEqual(["config.toml", "auth.json"]);
    });
  });

  test("a key is in our file before it goes from auth.json, and in auth.json before it goes from ours", async () => {
    await open(home(null, { ...ENTRIES, OPENAI_API_KEY: "sk-own" }), async (codex) => {
      const names = ({ required }: { required: readonly { file: string }[] }): readonly string[] =>
        required.map(({ file }) => file.split("/").at(-1) ?? "");
      expect(names(await codex.switchTo("alpha"))).toEqual(["zcf-keys.json", "auth.json", "config.toml"]);
      expect(names(await codex.switchTo("official"))).toEqual(["config.toml", "auth.json", "zcf-keys.json"]);
    });
  });

  test("every auth edit is sensitive and locked, and every secret is named as written", async () => {
    const text = '{"ALPHA_API_KEY":"sk-\\u0061lpha","tokens":{"access_token":"eyJ"},"last_refresh":"2026"}';
    await open(home("token", text), async (codex) => {
      const { required, locks, secrets } = await codex.plan("alpha");
      expect(required.filter(({ group }) => group === "auth").every(({ sensitive }) => sensitive)).toBe(true);
      expect(
        locks.map((lock) => [lock.file.split("/").at(-1), lock.kind === "flock" && lock.presence]),
      ).toEqual([
        ["auth.lock", "existing"],
        ["auth.json.lock", "existing"],
      ]);
      expect(secrets).toEqual(["sk-alpha", "sk-\\u0061lpha", "eyJ", "sk-token"]);
    });
  });

  test("no secret stands in it but in edits and the list of secrets (invariant 8)", async () => {
    await open(home(null, { ...LOGIN, ...ENTRIES, OPENAI_API_KEY: "sk-own" }), async (codex) => {
      const { notices, remember } = await codex.plan("alpha");
      expect(JSON.stringify([notices, remember, await codex.inspect()])).not.toMatch(/sk-|eyJ|rt-1/);
    });
  });

  test("our own file must be one we understand", async () => {
    const files = { ...home("alpha", ENTRIES), "zcf-keys.json": '{"format":2}' };
    await open(files, async (codex) => {
      await expect(codex.plan("token")).rejects.toMatchObject({ code: "codex.keys-syntax" });
    });
  });
});
