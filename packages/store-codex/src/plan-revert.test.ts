import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { MadeChange, Plan, RevertGoal } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";
import { describe, expect, test } from "vitest";
import { plan } from "./plan.ts";
import { ENTRIES, home, LOGIN, TOKENS } from "./testing/auth-home.ts";
import { type CodexHome, type Files, homeOpener } from "./testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

/** The sides of some files, as text, and how they are to be treated. */
type Made = Readonly<Record<string, readonly [MadeChange["now"], string | null, string | null]>>;

function goalOf({ view, store }: CodexHome, made: Made, force = false): RevertGoal {
  const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));
  const files = Object.entries(made).map(([name, [now, before, after]]) => ({
    group: name === "config.toml" ? "config" : "auth",
    file: view.path(store.home, name),
    before: bytes(before),
    after: bytes(after),
    now,
  }));
  return { kind: "revert", files, units: async function* () {}, force, exact: false };
}

function revert(codex: CodexHome, made: Made, force = false): Promise<Plan> {
  return plan(codex.store, codex.view, goalOf(codex, made, force));
}

/** Writes what a plan says, and core's own part of it. */
async function written(codex: CodexHome, made: Made, { required }: Plan): Promise<void> {
  for (const [name, [now, before]] of Object.entries(made))
    if (now === "exact") await (before === null ? codex.remove(name) : codex.write(name, before));
  for (const edit of required) {
    const name = edit.file.slice(codex.store.home.length + 1);
    if (edit.kind === "remove") await codex.remove(name);
    else {
      const today = edit.kind === "create" ? null : Buffer.from((await codex.read(name)) ?? "");
      const next = edit.kind === "create" ? edit.content : applyHunks(today ?? Buffer.alloc(0), edit.hunks);
      await codex.write(name, Buffer.from(next).toString("utf8"));
    }
  }
}

/** What a file holds once it was replaced by what a backup has. */
function replacedBy(files: Files, name: string, backup: string | null): Promise<string | null> {
  return open(files, async (codex) => {
    const made: Made = { [name]: ["replaced", backup, null] };
    const planned = await revert(codex, made, true);
    expect(await revert(codex, made, true)).toMatchObject({ required: planned.required });
    await written(codex, made, planned);
    expect((await revert(codex, made, true)).required).toEqual([]);
    return codex.read(name);
  });
}

const json = (value: object): string => JSON.stringify(value, null, 2);
const texts = async (files: Files, name: string, backup: object): Promise<unknown> =>
  JSON.parse((await replacedBy(files, name, json(backup))) ?? "null");

describe("files from a backup", () => {
  test("config and keys become what they were, whatever they are", async () => {
    expect(await replacedBy({ "config.toml": "x = 1\n" }, "config.toml", "y = 2\n")).toBe("y = 2\n");
    expect(await replacedBy({ "config.toml": "not toml" }, "config.toml", "y = 2\n")).toBe("y = 2\n");
    expect(await replacedBy({ "config.toml": "x = 1\n" }, "config.toml", "not toml")).toBe("not toml");
    expect(await replacedBy({ "config.toml": "x = 1\n" }, "config.toml", null)).toBeNull();
    expect(await replacedBy({}, "config.toml", "y = 2\n")).toBe("y = 2\n");
    expect(await replacedBy({ "zcf-keys.json": "?" }, "zcf-keys.json", "{}")).toBe("{}");
  });

  test("of auth.json the login of today stays", async () => {
    const renewed = { ...LOGIN, tokens: { ...TOKENS, access_token: "eyJ.new" }, last_refresh: "2027" };
    const files = home(null, { ...renewed, LATER: "sk-later" });
    expect(await texts(files, "auth.json", { ...LOGIN, ...ENTRIES })).toEqual({ ...renewed, ...ENTRIES });
    const backup = { ...LOGIN, ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-alpha" };
    expect(await texts(files, "auth.json", backup)).toEqual({ ...renewed, ...ENTRIES, ...KEY });
  });

  const KEY = { auth_mode: "apikey", OPENAI_API_KEY: "sk-alpha" };

  test("a login of the backup does not come back", async () => {
    expect(await replacedBy(home(null, null), "auth.json", json(LOGIN))).toBeNull();
    expect(await texts(home(null, KEY), "auth.json", { ...LOGIN, ...ENTRIES })).toEqual({
      auth_mode: "chatgpt",
      OPENAI_API_KEY: null,
      ...ENTRIES,
    });
    const other = { ...LOGIN, tokens: { ...TOKENS, account_id: "other" } };
    expect(await texts(home(null, other), "auth.json", LOGIN)).toEqual(other);
    const token = { auth_mode: "pat", personal_access_token: "at-1" };
    expect(await texts(home(null, token), "auth.json", { ...LOGIN, ...ENTRIES })).toEqual({
      ...token,
      OPENAI_API_KEY: null,
      ...ENTRIES,
    });
  });

  test("and the plan says that a login is needed", () =>
    open(home(null, null), async (codex) => {
      const config = await codex.read("config.toml");
      const { notices } = await revert(codex, {
        "config.toml": ["kept", config, config],
        "auth.json": ["replaced", json({ ...LOGIN, ...ENTRIES }), null],
      });
      expect(notices).toMatchObject([{ code: "codex.login-needed", params: { provider: "official" } }]);
    }));

  test("the bytes of the backup come back where the login is the same", async () => {
    const text = '{ "tokens":{"access_token":"eyJ.a"},  "A" : "sk-a"}\n';
    const files = { "auth.json": '{"tokens":{"access_token":"eyJ.a"}}' };
    expect(await replacedBy(files, "auth.json", text)).toBe(text);
    expect(await replacedBy(files, "auth.json", null)).toBe(json({ tokens: { access_token: "eyJ.a" } }));
  });

  test("an account does not go to another server with the config of the backup", () =>
    open(home(null, { ...LOGIN, tokens: { ...TOKENS, account_id: "other" } }), async (codex) => {
      const before = home("plain", LOGIN);
      const made: Made = {
        "config.toml": ["replaced", before["config.toml"] ?? "", null],
        "auth.json": ["replaced", before["auth.json"] ?? "", null],
      };
      await expect(revert(codex, made)).rejects.toMatchObject({ code: "codex.undo-credential" });
      expect((await revert(codex, made, true)).notices).toMatchObject([{ code: "codex.undo-credential" }]);
    }));
});

describe("whatever is written", () => {
  const files = home("beta", { OPENAI_API_KEY: "sk-beta", ...ENTRIES });
  const text = (id: string): string => home(id, null)["config.toml"] ?? "";
  const auth = (key: string): string => json({ OPENAI_API_KEY: key, ...ENTRIES });
  const EXACT: Made = {
    "config.toml": ["exact", text("alpha"), text("beta")],
    "auth.json": ["exact", auth("sk-alpha"), auth("sk-beta")],
  };

  test("Codex's locks are held for auth.json, whoever writes it, and only then", () =>
    open(files, async (codex) => {
      const locks = (made: Made): Promise<readonly string[]> =>
        revert(codex, made, true).then((found) =>
          found.locks.map(({ file }) => file.split("/").at(-1) ?? ""),
        );
      expect(await locks(EXACT)).toEqual(["auth.lock", "auth.json.lock"]);
      const kept = auth("sk-beta");
      expect(await locks({ ...EXACT, "auth.json": ["kept", kept, kept] })).toEqual([]);
      expect(await locks({ "auth.json": ["replaced", auth("sk-new"), null] })).toHaveLength(2);
    }));

  test("every secret of both sides and of today is masked", () =>
    open(files, async (codex) => {
      const { secrets } = await revert(codex, {
        "config.toml": ["exact", `${text("alpha")}\n# token = "in-a-comment"\n`, text("beta")],
        "auth.json": ["exact", auth("sk-before"), auth("sk-beta")],
        "zcf-keys.json": ["exact", '{"format":1,"keys":{"a":"sk-parked"},"entries":{}}', null],
      });
      for (const secret of ["sk-token", "in-a-comment", "sk-before", "sk-beta", "sk-alpha", "sk-parked"])
        expect(secrets).toContain(secret);
    }));

  test("also in files that cannot be read as what they are", () =>
    open(
      { "config.toml": 'x = \ntoken = "sk-in-broken-toml"\n', "auth.json": '["sk-in-a-list"]' },
      async (codex) => {
        const { secrets } = await revert(codex, {
          "config.toml": ["replaced", "", null],
          "zcf-keys.json": ["replaced", '{"keys":"sk-in-no-keys-file"', null],
        });
        for (const secret of ["sk-in-broken-toml", "sk-in-a-list", "sk-in-no-keys-file"])
          expect(secrets).toContain(secret);
      },
    ));

  test("a running app-server stops what changes auth.json, unless forced; a config alone is a notice", () =>
    open(files, async (codex) => {
      const variables = { CODEX_HOME: codex.store.home };
      const processes = async () => [{ pid: 42, name: "codex", args: ["app-server"], variables }];
      const can = { ...codex.view.can, processes: true };
      const seen = { ...codex, view: { ...codex.view, processes, can } };
      await expect(revert(seen, EXACT)).rejects.toMatchObject({ code: "codex.resident-process" });
      expect((await revert(seen, EXACT, true)).notices).toMatchObject([{ code: "codex.resident-process" }]);
      const { notices } = await revert(seen, { "config.toml": ["exact", text("token"), text("beta")] });
      expect(notices).toMatchObject([{ code: "codex.restart-needed" }]);
    }));

  test("a config that Codex would refuse is a notice: it was the user's", () =>
    open(files, async (codex) => {
      const before = `profile = "old"\n${text("token")}`;
      const { notices } = await revert(codex, { "config.toml": ["exact", before, text("beta")] });
      expect(notices).toMatchObject([{ code: "codex.legacy-profile", severity: "warning" }]);
    }));

  test("same view, same plan; nothing asked for, nothing planned", () =>
    open(files, async (codex) => {
      const made: Made = { "config.toml": ["changed", text("alpha"), text("beta")] };
      const [one, two] = [await revert(codex, made, true), await revert(codex, made, true)];
      expect({ ...one, units: null }).toEqual({ ...two, units: null });
      expect(one.required).toHaveLength(1);
      const kept: Made = { "config.toml": ["kept", text("beta"), text("beta")] };
      expect(await revert(codex, kept)).toMatchObject({ required: [], notices: [], locks: [] });
    }));
});
