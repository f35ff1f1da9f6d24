import { differences, readTree } from "@zcf/adapter-testkit";
import { describe, expect, test } from "vitest";
import { claudeCode } from "../adapter.ts";
import { type ClaudeHome, PROFILES, SETTINGS, withHome } from "../testing/claude-home.ts";
import { change, edit } from "../testing/managing.ts";

const [FIRST, SECOND, THIRD] = ["https://first.test", "https://second.test", "https://third.test"];
const key = (name: string): string => `sk-${name}-0123456789-0123456789`;
const toSecond = edit("a", { fields: { "base-url": SECOND } });
const newKey = edit("a", { key: key("new") });
const START = { [PROFILES]: '[claudeCode]\nenabled = true\ncurrentProfile = ""\n' };
const SERVER = "ANTHROPIC_BASE_URL";

async function added(home: ClaudeHome, id: string, url: string, keyStore = "auth-token"): Promise<void> {
  await change(home, { change: "add", id, fields: { "base-url": url }, keyStore, key: key(id) });
}

async function done(home: ClaudeHome, what: ReturnType<typeof edit>): Promise<string> {
  return (await change(home, what)).operation ?? "";
}

async function refuses(home: ClaudeHome, undo: string, expected: object): Promise<void> {
  const before = await readTree(home.root);
  await expect(home.undo({ undo })).rejects.toMatchObject({ kind: "conflict", ...expected });
  expect(differences(before, await readTree(home.root))).toEqual([]);
}

async function profile(home: ClaudeHome, id: string): Promise<readonly (string | null | undefined)[]> {
  const { manage } = claudeCode();
  const [store, view] = [await home.store(), await home.view()];
  const entry = (await manage?.list(store, view))?.find((one) => one.id === id);
  return [entry?.fields["base-url"], await manage?.key(store, view, id)];
}

describe("a profile whose key is beside its address", () => {
  const changed = (field: string): object => ({
    code: "claude-code.undo-changed",
    params: { keys: [`claudeCode.profiles.a.${field}`] },
  });

  test("the address does not come back under a key that was given for the next one", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST);
      const moved = await done(home, toSecond);
      await change(home, newKey);
      await refuses(home, moved, changed("apiKey"));
    }));

  test("nor does a key come back to a server that it was not given for", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST);
      const keyed = await done(home, newKey);
      await change(home, toSecond);
      await refuses(home, keyed, changed("baseUrl"));
    }));

  test("what has nothing to do with the server goes back alone, and so do the fields of another profile", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST);
      await added(home, "b", FIRST);
      const moved = await done(home, toSecond);
      await change(home, edit("b", { key: key("new") }));
      const named = await done(home, edit("a", { fields: { name: "A" } }));
      await home.undo({ undo: moved });
      await home.undo({ undo: named });
      expect(await profile(home, "a")).toEqual([FIRST, key("a")]);
      expect(await profile(home, "b")).toEqual([FIRST, key("new")]);
    }));
});

describe("a profile whose key is in our own file", () => {
  const refused = { code: "claude-code.undo-credential" };

  test.each([
    ["address, then key", toSecond, newKey, { ...refused, params: { url: FIRST } }],
    ["key, then address", newKey, toSecond, { ...refused, params: { url: SECOND } }],
  ])("%s: the first is not undone alone", (_, first, second, expected) =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST, "helper");
      const made = await done(home, first);
      const next = await done(home, second);
      await refuses(home, made, expected);
      await home.undo({ undo: next });
      await home.undo({ undo: made });
      expect(await profile(home, "a")).toEqual([FIRST, key("a")]);
    }),
  );

  test("nor while it is in use; forced it is, with a warning", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST, "helper");
      await home.switchTo("a");
      const moved = await done(home, toSecond);
      await change(home, newKey);
      await refuses(home, moved, refused);
      const { stores } = await home.undo({ undo: moved, force: true });
      expect(stores[0]?.notices).toMatchObject([
        { code: "claude-code.undo-credential", severity: "warning" },
      ]);
      expect(await profile(home, "a")).toEqual([FIRST, key("new")]);
    }));

  test("with nothing in between each is undone and redone", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST, "helper");
      for (const what of [toSecond, newKey]) {
        const before = await readTree(home.root);
        await change(home, what);
        const after = await readTree(home.root);
        await home.undo();
        expect(differences(before, await readTree(home.root))).toEqual([]);
        await home.undo();
        expect(differences(after, await readTree(home.root))).toEqual([]);
      }
    }));
});

describe("settings", () => {
  test("an address does not come back under the key of another provider", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST);
      await added(home, "b", SECOND);
      await home.switchTo("a");
      const moved = await done(home, toSecond);
      await home.switchTo("b");
      await refuses(home, moved, {
        code: "claude-code.undo-changed",
        params: { keys: ["env.ANTHROPIC_AUTH_TOKEN"] },
      });
    }));

  test("nor a key under the address of another, nor beside its headers", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST);
      await home.switchTo("a");
      const keyed = await done(home, newKey);
      const { [SERVER]: _, ...env } = await home.env();
      await home.write(SETTINGS, JSON.stringify({ env: { ...env, [SERVER]: THIRD } }));
      await refuses(home, keyed, { params: { keys: ["env.ANTHROPIC_BASE_URL"] } });
      await home.write(
        SETTINGS,
        JSON.stringify({ env: { ...env, [SERVER]: FIRST, ANTHROPIC_CUSTOM_HEADERS: "x-key: mine" } }),
      );
      await refuses(home, keyed, { params: { keys: ["env.ANTHROPIC_CUSTOM_HEADERS"] } });
      await home.write(SETTINGS, JSON.stringify({ env: { ...env, [SERVER]: FIRST, MINE: "1" } }));
      await home.undo({ undo: keyed });
      expect(await home.env()).toMatchObject({ ANTHROPIC_AUTH_TOKEN: key("a"), MINE: "1" });
    }));

  test("do not ask for the key of a profile that has another server by now, or is gone", () =>
    withHome(START, async (home) => {
      await added(home, "a", FIRST, "helper");
      await home.switchTo("a");
      const back = (await home.undo()).operation ?? "";
      const moved = await done(home, toSecond);
      const code = "claude-code.undo-changed";
      await refuses(home, back, { code, params: { keys: ["claudeCode.profiles.a.baseUrl"] } });
      await home.undo({ undo: moved });
      await change(home, edit("a", { change: "remove" }));
      await refuses(home, back, { code, params: { keys: ["claudeCode.profiles.a"] } });
      await home.undo();
      await home.undo({ undo: back });
      expect(await home.env()).toMatchObject({ [SERVER]: FIRST });
    }));
});
