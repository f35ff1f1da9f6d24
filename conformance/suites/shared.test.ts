import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chatgptTokens } from "../src/chatgpt-login.ts";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import {
  authorizations,
  expectDefaultProvider,
  expectExit,
  expectListed,
  expectResumes,
} from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { textAt } from "../src/json.ts";
import { bearerOf, type KeyPlace, keyOf, storedKeys } from "../src/providers.ts";
import { namedProviders, rolloutFiles } from "../src/rollouts.ts";
import { listedIds, listThreads, sendTurn, startThread } from "../src/threads.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfRestore, zcfSwitch } from "../src/zcf.ts";

const SHARED = ["--sessions", "shared"];
const PLACES: readonly KeyPlace[] = ["auth.json", "table"];

describe.each(versionsWith((traits) => traits.listsExec))(
  "codex %s: sessions of one provider whose table is swapped",
  (version) => {
    test.each(PLACES)("move once, and follow every later switch untouched; keys in %s", async (keys) => {
      const home = await codexHomeForTest({ version, keys });
      const [first, second] = [
        await codexExec(home, "first question"),
        await codexExec(home, "second question"),
      ];
      expectExit(await zcfSwitch(home, "beta", ...SHARED), 0);
      await expectDefaultProvider(home, "zcf");
      await expectListed(home, [first, second]);
      await expectResumes(home, first, { on: "beta", notOn: "alpha" });
      const third = await codexExec(home, "third question");
      for (const [on, notOn] of TO_AND_FRO) {
        const before = await sessionFiles(home);
        expectExit(await zcfSwitch(home, on), 0);
        expect(await sessionFiles(home)).toEqual(before);
        await expectListed(home, [first, second, third]);
        for (const id of [first, third]) await expectResumes(home, id, { on, notOn });
      }
      expect(await providersNamed(home)).toEqual(new Set(["zcf"]));
    });

    test("leave: with off to the provider they had, those begun meanwhile to the one in use", async () => {
      const home = await codexHomeForTest({ version });
      const old = await codexExec(home, "first question");
      expectExit(await zcfSwitch(home, "beta", ...SHARED), 0);
      const young = await codexExec(home, "second question");
      expectExit(await zcfSwitch(home, "alpha", "--sessions", "off"), 0);
      await expectDefaultProvider(home, "alpha");
      expect(await allThreads(home)).toEqual(
        new Map([
          [old, "alpha"],
          [young, "beta"],
        ]),
      );
      await expectListed(home, [old]);
      await expectResumes(home, old, { on: "alpha", notOn: "beta" });
      expectExit(await zcfSwitch(home, "beta", "--sessions", "off"), 0);
      await expectListed(home, [young]);
      await expectResumes(home, young, { on: "beta", notOn: "alpha" });
      expect(await readFile(home.config, "utf8")).not.toContain("zcf");
    });

    test("leave: with sync they all follow as ever, and the table goes with the next switch", async () => {
      const home = await codexHomeForTest({ version });
      const old = await codexExec(home, "first question");
      expectExit(await zcfSwitch(home, "beta", ...SHARED), 0);
      const young = await codexExec(home, "second question");
      expectExit(await zcfSwitch(home, "beta", "--sessions", "sync"), 0);
      await expectListed(home, [old, young]);
      await expectResumes(home, young, { on: "beta", notOn: "alpha" });
      expectExit(await zcfSwitch(home, "alpha"), 0);
      expect(await readFile(home.config, "utf8")).not.toContain("zcf");
      await expectResumes(home, old, { on: "alpha", notOn: "beta" });
    });

    test("a restore gives them back, and the next switch gathers them again", async () => {
      const home = await codexHomeForTest({ version });
      const id = await codexExec(home, "first question");
      expectExit(await zcfSwitch(home, "beta", ...SHARED), 0);
      expectExit(await zcfRestore(home), 0);
      expect(await allThreads(home)).toEqual(new Map([[id, "alpha"]]));
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectListed(home, [id]);
      await expectResumes(home, id, { on: "beta", notOn: "alpha" });
    });

    test("a running server, tokens in the tables: its list stays whole, its next thread uses the new table", async () => {
      const home = await codexHomeForTest({ version, keys: "table" });
      expectExit(await zcfSwitch(home, "alpha", ...SHARED), 0);
      const old = await codexExec(home, "first question");
      const server = await home.appServer();
      const loaded = await startThread(server);
      await sendTurn(server, loaded, "second question");
      expectExit(await zcfSwitch(home, "beta"), 0);
      for (const id of ["alpha", "beta"]) home.server(id).forget();
      const fresh = await startThread(server);
      await sendTurn(server, fresh, "third question");
      await sendTurn(server, loaded, "fourth question");
      expect(authorizations(home.server("beta"))).toEqual([bearerOf("beta")]);
      expect(authorizations(home.server("alpha"))).toEqual([bearerOf("alpha")]);
      expect(await listedIds(server)).toEqual([fresh, loaded, old].toSorted());
      await server.close();
      await expectListed(home, [fresh, loaded, old]);
      await expectResumes(home, loaded, { on: "beta", notOn: "alpha" });
    });

    test("official: the login's token, no key, and the same sessions; then a key and no token", async () => {
      const home = await codexHomeForTest({ version });
      const access = await writeLogin(home);
      const id = await codexExec(home, "first question");
      expectExit(await zcfSwitch(home, "official", ...SHARED), 0);
      const before = await sessionFiles(home);
      await expectListed(home, [id]);
      expect(await sentWithOverride(home, id)).toEqual([`Bearer ${access}`]);
      expect(await readFile(home.auth, "utf8")).not.toContain(`"OPENAI_API_KEY": "${keyOf("alpha")}"`);
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectResumes(home, id, { on: "beta", notOn: "alpha" });
      expect(Object.keys(await sessionFiles(home))).toEqual(Object.keys(before));
      expect(authorizations(home.server("beta"))).toEqual([bearerOf("beta")]);
    });
  },
);

describe.each(versionsWith(({ listsProviders }) => listsProviders))(
  "codex %s: the shared table",
  (version) => {
    test("has only fields that Codex knows", async () => {
      const home = await codexHomeForTest({ version, keys: "table" });
      for (const target of ["alpha", "beta"]) {
        expectExit(await zcfSwitch(home, target, ...SHARED), 0);
        expectExit(await home.codex("exec", "--strict-config", "--skip-git-repo-check", "a question"), 0);
      }
      expectExit(await zcfSwitch(home, "official"), 0);
      const asked = await home.codex(
        "exec",
        "--strict-config",
        "-c",
        override(home),
        "--skip-git-repo-check",
        "hi",
      );
      expect(asked.stderr).not.toContain("unknown configuration field");
    });
  },
);

const TO_AND_FRO = [
  ["alpha", "beta"],
  ["beta", "alpha"],
  ["alpha", "beta"],
] as const;

/** Inode, time and bytes of every session file. */
async function sessionFiles(home: CodexHome): Promise<Readonly<Record<string, string>>> {
  const files = (await rolloutFiles(home.codexHome)).map(async (name) => {
    const path = join(home.codexHome, name);
    const { ino, mtimeNs } = await stat(path, { bigint: true });
    return [name, `${ino} ${mtimeNs} ${await readFile(path, "latin1")}`] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

async function providersNamed(home: CodexHome): Promise<ReadonlySet<unknown>> {
  return new Set(Object.values(await namedProviders(home.codexHome)).flat());
}

async function allThreads(home: CodexHome): Promise<ReadonlyMap<string, string>> {
  const server = await home.appServer();
  const listed = await listThreads(server, { modelProviders: [] });
  await server.close();
  return new Map(listed.map(({ id, provider }) => [id, provider]));
}

/** A ChatGPT login beside the keys, alpha's in use; returns the access token. */
async function writeLogin(home: CodexHome): Promise<string> {
  const tokens = chatgptTokens(Date.now());
  const keys = storedKeys(["alpha", "beta"], "alpha");
  const login = { auth_mode: "apikey", ...keys, tokens, last_refresh: new Date().toISOString() };
  await writeFile(home.auth, JSON.stringify(login, null, 2), { mode: 0o600 });
  return textAt(tokens, "access_token");
}

// The official service itself is out of reach: alpha's server stands for it.
function override(home: CodexHome): string {
  return `model_providers.zcf.base_url="${home.server("alpha").baseUrl}"`;
}

async function sentWithOverride(home: CodexHome, id: string): Promise<readonly (string | undefined)[]> {
  home.server("alpha").forget();
  const args = ["exec", "--skip-git-repo-check", "-c", override(home), "resume", id, "and another question"];
  expectExit(await home.codex(...args), 0);
  return authorizations(home.server("alpha"));
}
