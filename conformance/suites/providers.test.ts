import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finished } from "../src/child.ts";
import type { CodexHome } from "../src/codex-home.ts";
import { authorizations, expectDefaultProvider, expectExit } from "../src/expectations.ts";
import { at, parseJson, textAt } from "../src/json.ts";
import { minorOf, versionsUnderTest } from "../src/versions.ts";
import { zcf, zcfSwitch } from "../src/zcf.ts";
import { homeWithZcf } from "../src/zcf-on-path.ts";

const KEY = "sk-gate-0123456789";
const OTHER_KEY = "sk-gate-next-0123456789";
const STORES = ["bearer", "auth-json", "env", "command", "none"] as const;
type Store = (typeof STORES)[number];

/** `provider add` and `edit` are for what the newest Codex has; 0.142 is the oldest that is driven in every run. */
const VERSIONS = versionsUnderTest().filter((version) => minorOf(version) >= 142);

describe.each(VERSIONS)("codex %s: providers that zcf writes", (version) => {
  test("it refuses what it does not know, as earlier zcf writes it", async () => {
    const home = await homeWithZcf({ version });
    const finished = await exec(home);
    expectExit(finished, 1);
    expect(finished.stderr).toContain("temp_env_key");
  });

  test.each(STORES)(
    "added with the key in %s: accepted as it is, and exactly that key arrives",
    async (store) => {
      const home = await newHome(version);
      expectExit(await add(home, store), 0);
      expectExit(await zcfSwitch(home, "gate"), 0);
      await expectKey(home, store === "none" ? undefined : KEY);
      await expectDefaultProvider(home, "gate");
    },
  );

  test.each(STORES)(
    "added with the key in %s, and not in use: accepted, and the key goes nowhere",
    async (store) => {
      const home = await newHome(version);
      expectExit(await add(home, store), 0);
      expectExit(await exec(home), 0);
      expect(authorizations(home.server("alpha"))).toEqual(["Bearer sk-alpha"]);
      expect(home.server("beta").requests).toEqual([]);
    },
  );

  test("in use, its key moves from place to place, and arrives from each; and back by undo", async () => {
    const home = await newHome(version);
    expectExit(await add(home, "bearer"), 0);
    expectExit(await zcfSwitch(home, "gate"), 0);
    const first = await files(home);
    for (const store of ["command", "auth-json", "bearer", "auth-json", "command", "bearer"] as const) {
      expectExit(await provider(home, "edit", "codex/gate", "--key-store", store), 0);
      await expectKey(home, KEY);
    }
    for (const [from, to] of [
      ["env", "auth-json"],
      ["env", "command"],
    ] as const) {
      expectExit(
        await provider(home, "edit", "codex/gate", "--key-store", from, "--key-name", "GATE_KEY"),
        0,
      );
      await expectKey(home, KEY);
      expectExit(await provider(home, "edit", "codex/gate", "--key-store", to, "--key-env", "GIVEN_KEY"), 0);
      await expectKey(home, KEY);
    }
    const edits = (await operations(home)).slice(0, 10);
    for (const edit of edits) expectExit(await zcf(home, "undo", edit, "--yes", "--home", home.codexHome), 0);
    expect(await files(home)).toEqual(first);
    await expectKey(home, KEY);
  });

  test("a header from a variable goes over the same one of the table, as zcf provider test sends it", async () => {
    const home = await newHome(version);
    expectExit(await add(home, "none"), 0);
    expectExit(await zcfSwitch(home, "gate"), 0);
    const lines =
      'http_headers = { Authorization = "static" }\nenv_http_headers = { authorization = "GATE_KEY" }\n';
    const text = await readFile(home.config, "utf8");
    await writeFile(
      home.config,
      text.replace("[model_providers.gate]\n", `[model_providers.gate]\n${lines}`),
    );
    expectExit(await exec(home), 0);
    expect(authorizations(home.server("beta"))).toEqual([KEY]);
  });

  test("another key in the same place is the one that arrives", async () => {
    for (const store of ["bearer", "auth-json", "command"] as const) {
      const home = await newHome(version);
      expectExit(await add(home, store), 0);
      expectExit(await zcfSwitch(home, "gate"), 0);
      expectExit(await provider(home, "edit", "codex/gate", "--key-env", "OTHER_KEY"), 0);
      await expectKey(home, OTHER_KEY);
    }
  });

  test("an add that is undone is as if it never was", async () => {
    const home = await newHome(version);
    const before = await files(home);
    for (const store of STORES) {
      expectExit(await add(home, store), 0);
      expectExit(await zcf(home, "undo", "--yes", "--home", home.codexHome), 0);
      expect(await files(home)).toEqual(before);
    }
    expectExit(await exec(home), 0);
  });

  test("a copy has its own key, and outlives its source", async () => {
    for (const store of ["bearer", "auth-json", "command"] as const) {
      const home = await newHome(version);
      expectExit(await add(home, store), 0);
      expectExit(await provider(home, "copy", "codex/gate", "twin"), 0);
      expectExit(await provider(home, "remove", "codex/gate"), 0);
      expectExit(await zcfSwitch(home, "twin"), 0);
      await expectKey(home, KEY);
    }
  });
});

async function newHome(version: string): Promise<CodexHome> {
  const variables = { GIVEN_KEY: KEY, GATE_KEY: KEY, OTHER_KEY };
  return homeWithZcf({ version, keys: "table", variables });
}

/** A provider `gate`, whose server is that of `beta`; nothing else changes. */
async function add(home: CodexHome, store: Store): Promise<Finished> {
  const url = home.server("beta").baseUrl;
  const given = { env: ["--key-name", "GATE_KEY"], none: [] };
  const key = store === "env" || store === "none" ? given[store] : ["--key-env", "GIVEN_KEY"];
  return provider(
    home,
    "add",
    "codex/gate",
    "--base-url",
    url,
    "--model",
    "gpt-5.5",
    "--key-store",
    store,
    ...key,
  );
}

function provider(home: CodexHome, ...args: readonly string[]): Promise<Finished> {
  return zcf(home, "provider", ...args, "--yes", "--home", home.codexHome);
}

/** The operations of the home, the newest first. */
async function operations(home: CodexHome): Promise<readonly string[]> {
  const { stdout } = await zcf(home, "history", "--json");
  const lines = stdout.trim().split("\n").map(parseJson);
  return lines.filter((line) => at(line, "purpose") !== undefined).map((line) => textAt(line, "operation"));
}

function exec(home: CodexHome): Promise<Finished> {
  return home.codex("exec", "--strict-config", "--skip-git-repo-check", "a question");
}

async function expectKey(home: CodexHome, key: string | undefined): Promise<void> {
  for (const id of ["alpha", "beta"]) home.server(id).forget();
  const finished = await exec(home);
  expectExit(finished, 0);
  expect(finished.stderr).not.toMatch(/unrecognized|is ignored/);
  expect(authorizations(home.server("beta"))).toEqual([key === undefined ? undefined : `Bearer ${key}`]);
  expect(home.server("alpha").requests).toEqual([]);
}

/** What providers are made of, with who may read it. */
async function files(home: CodexHome): Promise<readonly string[]> {
  const names = ["config.toml", "auth.json", "zcf-keys.json"];
  return Promise.all(
    names.map(async (name) => {
      const path = join(home.codexHome, name);
      const text = await readFile(path, "utf8").catch(() => null);
      return text === null
        ? `${name} is not there`
        : `${name} ${(await stat(path)).mode.toString(8)}\n${text}`;
    }),
  );
}
