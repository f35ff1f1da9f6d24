import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Store } from "@zcf/contract";
import { expect, test } from "vitest";
import { locate } from "./locate.ts";

async function locateIn(
  directory: string,
  variables: Readonly<Record<string, string>> = {},
  home?: string,
): Promise<Store | undefined> {
  const view = await viewOf();
  const [store] = await locate({ home: directory, platform: "other", variables }, view, home);
  return store;
}

test("the named home, else CODEX_HOME, else ~/.codex", async () => {
  await withTemporaryDirectory(async (directory) => {
    for (const name of [".codex", "a", "b"]) await mkdir(`${directory}/${name}`);
    const variables = { CODEX_HOME: `${directory}/a` };
    expect((await locateIn(directory))?.home).toBe(`${directory}/.codex`);
    expect((await locateIn(directory, { CODEX_HOME: "" }))?.home).toBe(`${directory}/.codex`);
    expect((await locateIn(directory, variables))?.home).toBe(`${directory}/a`);
    expect((await locateIn(directory, variables, `${directory}/b`))?.home).toBe(`${directory}/b`);
  });
});

test("an empty name is no home: it must not mean the working directory", async () => {
  await withTemporaryDirectory(async (directory) => {
    await mkdir(`${directory}/.codex`);
    await expect(locateIn(directory, {}, "")).rejects.toMatchObject({ code: "home-missing" });
  });
});

test("a missing home, also one that is a file", async () => {
  await withTemporaryDirectory(async (directory) => {
    await writeFile(`${directory}/file`, "");
    for (const name of [".codex", "file"]) {
      const home = `${directory}/${name}`;
      const params = { tool: "codex", home };
      await expect(locateIn(directory, {}, home)).rejects.toMatchObject({
        kind: "environment",
        code: "home-missing",
        params,
      });
    }
  });
});

test("a home behind a symbolic link keeps its name", async () => {
  await withTemporaryDirectory(async (directory) => {
    await mkdir(`${directory}/real`);
    await symlink(`${directory}/real`, `${directory}/.codex`);
    expect((await locateIn(directory))?.home).toBe(`${directory}/.codex`);
  });
});

test.each([
  ['sqlite_home = "db"', {}, "/.codex/db"],
  ['sqlite_home = "~/db"', {}, "/db"],
  ["", { CODEX_SQLITE_HOME: "/var/db" }, null],
])("state databases elsewhere are read and written too: %s %o", async (config, variables, place) => {
  await withTemporaryDirectory(async (directory) => {
    await mkdir(`${directory}/.codex`);
    await writeFile(`${directory}/.codex/config.toml`, config);
    const store = await locateIn(directory, variables);
    const expected = [`${directory}/.codex`, place === null ? "/var/db" : directory + place];
    expect([store?.readRoots, store?.writeRoots]).toEqual([expected, expected]);
  });
});

test("secrets are known by name only, and a broken config is no obstacle", async () => {
  await withTemporaryDirectory(async (directory) => {
    await mkdir(`${directory}/.codex`);
    const variables = {
      CODEX_HOME: `${directory}/.codex`,
      CODEX_API_KEY: "sk-1",
      MY_KEY: "sk-2",
      OTHER: "x",
    };
    await writeFile(`${directory}/.codex/config.toml`, 'model_providers.p.env_key = "MY_KEY"\n');
    const store = await locateIn(directory, variables);
    expect(store?.variables).toEqual({
      CODEX_HOME: `${directory}/.codex`,
      CODEX_API_KEY: "(set)",
      MY_KEY: "(set)",
    });
    await writeFile(`${directory}/.codex/config.toml`, "broken");
    expect((await locateIn(directory, variables))?.variables).not.toHaveProperty("MY_KEY");
    await rm(`${directory}/.codex`, { recursive: true });
  });
});
