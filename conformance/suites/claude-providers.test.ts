import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ClaudeHome } from "../src/claude/claude-home.ts";
import { claudeVersionsUnderTest } from "../src/claude/claude-versions.ts";
import { switchTo, undo, zcfClaude } from "../src/claude/claude-zcf.ts";
import { claudeHomeForTest } from "../src/claude/in-claude-home.ts";
import { credentialsAt, mentions, sentTo } from "../src/claude/sent.ts";
import { expectExit } from "../src/expectations.ts";
import { pathWithZcf } from "../src/zcf-on-path.ts";

const KEY = "sk-added-invented-key-0123456789-zyxwv";
const OTHER = "sk-other-invented-key-9876543210-abcde";

/** What a profile with its key there sends: a helper's word fills both headers. */
const STORES = [
  { store: "auth-token", headers: (key: string) => `- / Bearer ${key}` },
  { store: "api-key", headers: (key: string) => `${key} / -` },
  { store: "helper", headers: (key: string) => `${key} / Bearer ${key}` },
] as const;

describe.each(claudeVersionsUnderTest())("claude %s: a profile that zcf makes", (version) => {
  test.each(STORES)("with its key in $store sends that key and its model", async ({ store, headers }) => {
    const home = await claudeHomeForTest(version, ["mine"]);
    await add(home, store);
    await switchTo(home, "mine");
    await expectPrints(home, headers(KEY));
  });

  test("sends the new key after each move from one store to the next, and the first one after the undo", async () => {
    const home = await claudeHomeForTest(version, ["mine"]);
    await add(home, "auth-token");
    await switchTo(home, "mine");
    for (const { store, headers } of [STORES[1], STORES[2], STORES[0]]) {
      expectExit(await zcfClaude(home, ["provider", "edit", "mine", "--key-store", store]), 0);
      await expectPrints(home, headers(KEY));
    }
    const file = await keyFile(home, OTHER);
    expectExit(await zcfClaude(home, ["provider", "edit", "mine", "--key-file", file]), 0);
    await expectPrints(home, `- / Bearer ${OTHER}`);
    await undo(home);
    await expectPrints(home, `- / Bearer ${KEY}`);
    expect(mentions(home.server("mine"), OTHER)).toEqual([]);
  });
});

async function add(home: ClaudeHome, store: string): Promise<void> {
  const fields = ["--name", "mine", "--base-url", home.server("mine").baseUrl, "--model", "added-model"];
  const key = ["--key-store", store, "--key-file", await keyFile(home, KEY)];
  expectExit(await zcfClaude(home, ["provider", "add", "mine", ...fields, ...key]), 0);
}

async function keyFile(home: ClaudeHome, key: string): Promise<string> {
  const folder = join(home.root, "keys");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "key");
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  return file;
}

async function expectPrints(home: ClaudeHome, headers: string): Promise<void> {
  home.forget();
  expectExit(await home.print({ PATH: await pathWithZcf(home) }), 0);
  expect(credentialsAt(home.server("mine"))).toEqual([headers]);
  expect(sentTo(home.server("mine")).map(({ model }) => model)).toEqual(["added-model"]);
  expect(home.gate.official.turns()).toEqual([]);
}
