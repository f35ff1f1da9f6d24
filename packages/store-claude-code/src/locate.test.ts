import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Store } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { locate } from "./locate.ts";
import { placesOf } from "./places.ts";
import { PROFILES, putFiles } from "./testing/claude-home.ts";

type Variables = Readonly<Record<string, string>>;

async function locateIn(root: string, variables: Variables = {}, home?: string): Promise<Store> {
  const [store] = await locate({ home: root, platform: "other", variables }, await viewOf(), home);
  if (store === undefined) throw new Error("no store");
  return store;
}

/** Where the state file is expected, and whether upstream's profile follows. */
async function laid(store: Store) {
  const places = placesOf(store, await viewOf({ roots: store.readRoots }));
  return { home: store.home, state: places.state, follows: places.isUpstreams };
}

async function withHomes(use: (root: string) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    for (const name of [".claude", "other"]) await mkdir(join(root, name));
    await use(root);
  });
}

describe("the home", () => {
  test("is ~/.claude with .claude.json beside it, else CLAUDE_CONFIG_DIR with everything in it, else the one that is named", () =>
    withHomes(async (root) => {
      const other = { CLAUDE_CONFIG_DIR: `${root}/other` };
      const usual = { home: `${root}/.claude`, state: `${root}/.claude.json` };
      const inside = { home: `${root}/other`, state: `${root}/other/.claude.json` };
      expect(await laid(await locateIn(root))).toEqual({ ...usual, follows: true });
      expect(await laid(await locateIn(root, { CLAUDE_CONFIG_DIR: " " }))).toEqual({
        ...usual,
        follows: true,
      });
      expect(await laid(await locateIn(root, other))).toEqual({ ...inside, follows: true });
      expect(await laid(await locateIn(root, {}, `${root}/other`))).toEqual({ ...inside, follows: false });
      expect(await laid(await locateIn(root, other, `${root}/.claude`))).toEqual({
        ...usual,
        follows: false,
      });
      const named = { CLAUDE_CONFIG_DIR: `${root}/.claude` };
      const state = `${root}/.claude/.claude.json`;
      expect(await laid(await locateIn(root, named))).toEqual({ ...usual, state, follows: true });
    }));

  test("that is a link is one home, whichever way it is named", () =>
    withHomes(async (root) => {
      await symlink(join(root, ".claude"), join(root, "link"));
      expect((await locateIn(root, {}, `${root}/link`)).home).toBe(`${root}/.claude`);
      expect((await locateIn(root, { CLAUDE_CONFIG_DIR: `${root}/link` }, `${root}/.claude`)).home).toBe(
        `${root}/link`,
      );
    }));

  test("is missing where there is no directory; an empty name does not mean the working directory", () =>
    withTemporaryDirectory(async (root) => {
      await writeFile(join(root, "file"), "");
      await expect(locateIn(root)).rejects.toMatchObject({
        kind: "environment",
        code: "home-missing",
        params: { tool: "claude-code", home: `${root}/.claude` },
      });
      for (const name of ["", `${root}/file`])
        await expect(locateIn(root, {}, name)).rejects.toMatchObject({ code: "home-missing" });
    }));

  test("of a fresh machine: profiles can be listed, and switched to once Claude Code has its directory", () =>
    withTemporaryDirectory(async (root) => {
      await putFiles(root, {
        [PROFILES]: "[claudeCode.profiles.p]\nauthType='auth_token'\napiKey='k'\nbaseUrl='https://p'\n",
      });
      const { claudeCode } = await import("./adapter.ts");
      const store = await locateIn(root);
      const view = await viewOf({ roots: store.readRoots });
      expect((await claudeCode().inspect(store, view, "full")).targets.map(({ id }) => id)).toEqual([
        "official",
        "p",
      ]);
      const goal = { kind: "switch", target: "p", sessions: null, force: false } as const;
      await expect(claudeCode().plan(store, view, goal)).rejects.toMatchObject({
        code: "claude-code.home-not-made",
      });
    }));
});

test("what may be read and written is the home and these files alone", () =>
  withHomes(async (root) => {
    const { readRoots, writeRoots, snapshot } = await locateIn(root, { ZCF_HOME: `${root}/zcf` });
    const own = [`${root}/.claude`, `${root}/.claude.json`, `${root}/.claude.json.lock`];
    const profiles = [`${root}/zcf/config.toml`, `${root}/zcf/claude-code-keys.json`];
    expect(writeRoots).toEqual([...own, ...profiles]);
    expect(readRoots).toEqual([
      ...own,
      ...profiles,
      `${root}/zcf/claude-code-configs.json`,
      `${root}/.claude-code-router/config.json`,
    ]);
    expect(Object.keys(snapshot.planned ?? {})).toEqual([
      "settings.json",
      "../.claude.json",
      "../zcf/config.toml",
      "../zcf/claude-code-keys.json",
    ]);
  }));

test("variables are known by name, secrets not by value", () =>
  withHomes(async (root) => {
    const { variables } = await locateIn(root, {
      ANTHROPIC_API_KEY: "sk-x",
      ANTHROPIC_MODEL: "",
      OTHER: "y",
    });
    expect(variables).toEqual({ HOME: root, ANTHROPIC_API_KEY: "(set)" });
  }));
