import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Notice, SwitchGoal } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { type CodexHome, type Files, homeOpener } from "../testing/codex-home.ts";
import { MARK } from "./shared-id.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });
const SHARED = { sessions: "shared" } as const;
/** As when nobody says what becomes of sessions. */
const PLAIN: Partial<SwitchGoal> = { sessions: null };

const TABLES = `
[model_providers.alpha] # first
name = "Alpha"
base_url = "http://alpha.test/v1"
temp_env_key = "ALPHA_API_KEY"
requires_openai_auth = true
model = "m-alpha"

# about beta
[model_providers.beta]
base_url = 'http://beta.test/v1'
name = "Beta"
experimental_bearer_token = "sk-beta-12345678"
request_max_retries = 3
http_headers = { "X-A" = "header-secret" }

[model_providers.beta.query_params]
v = "1"

[model_providers.cmd]
name = "Cmd"
base_url = "http://cmd.test"
[model_providers.cmd.auth]
command = "print-token"
args = ["a", "b"]

[features]
x = true`;
const CONFIG = `# mine\nmodel_provider = "alpha"  # now\n${TABLES}\n`;
const FILES: Files = {
  "config.toml": CONFIG,
  "auth.json": '{"OPENAI_API_KEY":"sk-alpha","ALPHA_API_KEY":"sk-alpha"}',
};
const HEADER = `[model_providers.zcf] # ${MARK}`;
const COPY = {
  alpha: `${HEADER}\nname = "Alpha"\nbase_url = "http://alpha.test/v1"\nrequires_openai_auth = true\n`,
  beta: `${HEADER}
base_url = "http://beta.test/v1"
name = "Beta"
experimental_bearer_token = "sk-beta-12345678"
request_max_retries = 3

[model_providers.zcf.http_headers]
X-A = "header-secret"

[model_providers.zcf.query_params]
v = "1"
`,
  cmd: `${HEADER}
name = "Cmd"
base_url = "http://cmd.test"

[model_providers.zcf.auth]
command = "print-token"
args = [ "a", "b" ]
`,
  official: `${HEADER}
name = "OpenAI"
wire_api = "responses"
requires_openai_auth = true
supports_websockets = true

[model_providers.zcf.env_http_headers]
OpenAI-Organization = "OPENAI_ORGANIZATION"
OpenAI-Project = "OPENAI_PROJECT"
`,
} as const;
const FOLLOWED = CONFIG.replace('"alpha"  # now', '"zcf"  # now');

function codes(notices: readonly Notice[]): readonly string[] {
  return notices.map(({ code }) => code);
}

async function editConfig(home: CodexHome, from: string, to: string): Promise<void> {
  const text = (await home.read("config.toml")) ?? "";
  expect(text).toContain(from);
  await home.write("config.toml", text.replace(from, to));
}

describe("the table", () => {
  test.each(["beta", "cmd", "official"] as const)("stands for %s, and for the next one", async (target) => {
    await open(FILES, async (home) => {
      await home.switchTo(target, SHARED);
      expect(await home.read("config.toml")).toBe(`${FOLLOWED}\n${COPY[target]}`);
      expect((await home.plan(target, SHARED)).required).toEqual([]);
      await home.switchTo("alpha", PLAIN);
      const withModel = FOLLOWED.replace("# now\n", '# now\nmodel = "m-alpha"\n');
      expect(await home.read("config.toml")).toBe(`${withModel}\n${COPY.alpha}`);
      await home.switchTo(target, PLAIN);
      expect(await home.read("config.toml")).toBe(`${FOLLOWED}\n${COPY[target]}`);
    });
  });

  test("every other byte stays: byte order mark, CRLF, no last newline", async () => {
    const config = `\uFEFF${CONFIG.trimEnd().replaceAll("\n", "\r\n")}`;
    await open({ ...FILES, "config.toml": config }, async (home) => {
      await home.switchTo("cmd", SHARED);
      const table = `\n\n${COPY.cmd.trimEnd()}`.replaceAll("\n", "\r\n");
      expect(await home.read("config.toml")).toBe(config.replace('"alpha"  #', '"zcf"  #') + table);
      await home.switchTo("alpha", { sessions: "sync" });
      const back = config.replace("# now\r\n", '# now\r\nmodel = "m-alpha"\r\n');
      expect(await home.read("config.toml")).toBe(back);
    });
  });

  test("is made in a home without a config", async () => {
    await open({}, async (home) => {
      await home.switchTo("official", SHARED);
      expect(await home.read("config.toml")).toBe(`model_provider = "zcf"\n\n${COPY.official}`);
    });
  });

  test("goes to the service that openai_base_url names, as the built-in provider does", async () => {
    const config = `openai_base_url = "http://proxy.test/v1"\n${CONFIG}`;
    await open({ ...FILES, "config.toml": config }, async (home) => {
      await home.switchTo("official", SHARED);
      expect(await home.read("config.toml")).toContain(
        'name = "OpenAI"\nbase_url = "http://proxy.test/v1"\nwire_api',
      );
    });
  });

  test("is an item where providers are one inline table", async () => {
    const config = `model_providers = { p = { name = "n", base_url = "http://h" }, q = { name = 'q', base_url = "http://q", env_key = "K" } }\n`;
    await open({ "config.toml": config }, async (home) => {
      await home.switchTo("p", SHARED);
      const there = config.replace(" } }\n", ' }, zcf = { name = "n", base_url = "http://h" } }\n');
      expect(await home.read("config.toml")).toBe(`${there}model_provider = "zcf"\n`);
      await home.switchTo("q", PLAIN);
      expect((await home.inspect()).current).toBe("q");
    });
  });
});

describe("secrets of a table that is copied", () => {
  test("make the edit sensitive, and are masked as they are written there", async () => {
    const config = CONFIG.replace('"sk-beta-12345678"', "'sk-\"quoted\"\\12345678'");
    await open({ ...FILES, "config.toml": config }, async (home) => {
      const { required, secrets } = await home.plan("beta", SHARED);
      expect(required).toMatchObject([{ group: "config", sensitive: true }]);
      expect(secrets).toEqual(
        expect.arrayContaining(['sk-"quoted"\\12345678', 'sk-\\"quoted\\"\\\\12345678', "header-secret"]),
      );
    });
  });

  test("also when they go, and in what a command is called with", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("beta", SHARED);
      expect((await home.plan("alpha", PLAIN)).required).toMatchObject([{ sensitive: true }]);
      expect((await home.plan("alpha", { sessions: "off" })).required).toMatchObject([{ sensitive: true }]);
      expect((await home.plan("cmd", PLAIN)).secrets).toEqual(expect.arrayContaining(["a", "b"]));
    });
  });

  test("whatever its fields are called: all but what is known to be harmless", async () => {
    const fields = [
      'credential = "cred-1"',
      'later_field = "later-1"',
      'env_key_instructions = "get one"',
      'aws = { secret_access_key = "aws-1", profile = "work" }',
    ].join("\n");
    const config = CONFIG.replace('name = "Alpha"', `name = "Alpha"\n${fields}`);
    await open({ ...FILES, "config.toml": config }, async (home) => {
      const secrets = ["cred-1", "later-1", "aws-1", "work"];
      const harmless = ["Alpha", "get one", "responses", "OPENAI_PROJECT", "http://alpha.test/v1"];
      const plan = await home.switchTo("alpha", SHARED);
      expect(plan.required).toMatchObject([{ sensitive: true }]);
      expect(plan.secrets).toEqual(expect.arrayContaining(secrets));
      const next = await home.plan("official", PLAIN);
      expect(next.secrets).toEqual(expect.arrayContaining(secrets));
      expect([...plan.secrets, ...next.secrets].filter((one) => harmless.includes(one))).toEqual([]);
    });
  });

  test("an edit that touches the table is always sensitive, any other never", async () => {
    await open(FILES, async (home) => {
      const isSensitive = async (target: string, goal: Partial<SwitchGoal>): Promise<boolean | undefined> =>
        (await home.plan(target, goal)).required.find(({ group }) => group === "config")?.sensitive;
      expect(await isSensitive("official", SHARED)).toBe(true);
      expect(await isSensitive("beta", { sessions: "off" })).toBe(undefined);
      await home.switchTo("alpha", SHARED);
      expect(await isSensitive("alpha", { sessions: "off" })).toBe(true);
      await editConfig(home, '"zcf"  # now', '"alpha"  # now');
      expect(await isSensitive("alpha", SHARED)).toBe(undefined);
    });
  });
});

describe("the mode", () => {
  test("shows its target as the current one, and is not offered itself", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("beta", SHARED);
      const { current, targets, drift, notices } = await home.inspect();
      expect(current).toBe("beta");
      expect(targets.map(({ id }) => id)).toEqual(["official", "alpha", "beta", "cmd"]);
      expect(drift).toEqual([]);
      expect(notices).toEqual([{ code: "codex.shared-mode", severity: "info", params: { provider: "zcf" } }]);
      await expect(home.plan("zcf")).rejects.toMatchObject({ code: "codex.unknown-target" });
    });
  });

  test.each(["sync", "off"] as const)("is left with %s: as if it had never been", async (sessions) => {
    await open(FILES, async (home) => {
      await home.switchTo("beta", SHARED);
      await home.switchTo("official", PLAIN);
      await home.switchTo("beta", { sessions });
      expect(await home.read("config.toml")).toBe(CONFIG.replace('"alpha"  #', '"beta"  #'));
      expect((await home.inspect()).notices).toEqual([]);
      expect((await home.plan("beta", PLAIN)).required).toEqual([]);
    });
  });

  test("is left for official, and entered from there", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("official", SHARED);
      await home.switchTo("official", { sessions: "off" });
      expect(await home.read("config.toml")).toBe(
        CONFIG.replace('model_provider = "alpha"', '# model_provider = "zcf"'),
      );
      await home.switchTo("cmd", SHARED);
      expect(await home.read("config.toml")).toBe(`${FOLLOWED}\n${COPY.cmd}`);
    });
  });

  test("needs a provider of its own: the user's table of that name stays, and can be switched to", async () => {
    const own = '\n[model_providers.zcf]\nname = "Own"\nbase_url = "http://own.test"\nenv_key = "OWN"\n';
    await open({ ...FILES, "config.toml": CONFIG + own }, async (home) => {
      await home.switchTo("cmd", SHARED);
      const table = COPY.cmd.replaceAll(".zcf", ".zcf-shared");
      const named = FOLLOWED.replace('"zcf"', '"zcf-shared"');
      expect(await home.read("config.toml")).toBe(`${named}${own}\n${table}`);
      await home.switchTo("zcf", PLAIN);
      expect((await home.inspect()).current).toBe("zcf");
    });
  });

  test("is refused where both names are taken, and for what cannot be copied", async () => {
    const table = (id: string): string =>
      `\n[model_providers.${id}]\nname = "n"\nbase_url = "http://own.test"\nenv_key = "OWN"\n`;
    const taken = CONFIG + table("zcf") + table("zcf-shared");
    await open({ ...FILES, "config.toml": taken }, async (home) => {
      const refusal = { code: "codex.shared-id-taken", hints: [{ code: "codex.hint-edit-file" }] };
      await expect(home.plan("cmd", { ...SHARED, force: true })).rejects.toMatchObject(refusal);
      expect((await home.plan("cmd")).required).toHaveLength(1);
    });
    const built = `${CONFIG}[model_providers.amazon-bedrock]\nbase_url = "http://b.test"\n`;
    await open({ ...FILES, "config.toml": built }, async (home) => {
      const refusal = { code: "codex.shared-built-in", params: { provider: "amazon-bedrock" } };
      await expect(home.plan("amazon-bedrock", { ...SHARED, force: true })).rejects.toMatchObject(refusal);
    });
  });

  test("does not decide where a managed file does", async () => {
    const files = { ...FILES, "../etc/codex/managed_config.toml": 'model_provider = "corp"\n' };
    await open(files, async (home) => {
      const refusal = { code: "codex.managed-provider", params: { provider: "zcf" } };
      await expect(home.plan("beta", SHARED)).rejects.toMatchObject(refusal);
    });
  });

  test("is not changed by a word of a system-wide file below the user's", async () => {
    const files = { ...FILES, "../etc/codex/config.toml": 'model_provider = "corp"\n' };
    await open(files, async (home) => {
      const { notices } = await home.switchTo("official", SHARED);
      expect(codes(notices)).not.toContain("codex.system-provider");
      expect((await home.inspect()).current).toBe("official");
    });
  });
});

test("a running Codex: a notice where only the table is swapped, a refusal where auth.json changes too", async () => {
  const running = { pid: 7, name: "codex", args: ["app-server"], variables: {} };
  const see = { processes: async () => [running], holders: async () => [{ how: "open", pid: 7 }] as const };
  const files = { ...FILES, "state_5.sqlite": "" };
  const swap = (first: string, second: string): Promise<readonly string[]> =>
    open(files, async (home) => {
      await home.switchTo(first, { ...SHARED, force: true });
      Object.assign(home.view, see);
      return codes((await home.plan(second, PLAIN)).notices);
    });
  expect(await swap("beta", "cmd")).toContain("codex.restart-needed");
  await expect(swap("alpha", "official")).rejects.toMatchObject({ code: "codex.resident-process" });
});

describe("what the table stands for", () => {
  const marked = ` # ${MARK}`;

  test("without the ledger its content tells", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("beta", SHARED);
      const config = (await home.read("config.toml")) ?? "";
      await open({ ...FILES, "config.toml": config }, async (other) => {
        expect((await other.inspect()).current).toBe("beta");
        await other.switchTo("cmd", PLAIN);
        expect(await other.read("config.toml")).toBe(`${FOLLOWED}\n${COPY.cmd}`);
      });
    });
  });

  test("without the mark the ledger tells, as long as it says what we wrote", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("beta", SHARED);
      await editConfig(home, marked, "");
      expect((await home.inspect()).current).toBe("beta");
      await editConfig(home, 'name = "Beta"\nexperimental', 'name = "Mine"\nexperimental');
      const { current, targets } = await home.inspect();
      expect(current).toBe("zcf");
      expect(targets.map(({ id }) => id)).toContain("zcf");
    });
  });

  test("a switch that was taken back", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("beta", SHARED);
      const before = (await home.read("config.toml")) ?? "";
      await home.switchTo("cmd", PLAIN);
      await home.write("config.toml", before);
      const { current, drift } = await home.inspect();
      expect([current, drift]).toEqual(["beta", []]);
      await home.switchTo("cmd", { sessions: "sync" });
      await home.write("config.toml", before);
      expect((await home.inspect()).current).toBe("beta");
    });
  });

  test("of two targets with the same content, the one that was switched to", async () => {
    const twin = (id: string): string =>
      `[model_providers.${id}]\nname = "T"\nbase_url = "http://t.test"\nrequires_openai_auth = true\ntemp_env_key = "${id}"\n`;
    const files = {
      "config.toml": twin("one") + twin("two"),
      "auth.json": '{"OPENAI_API_KEY":"k1","one":"k1","two":"k2"}',
    };
    await open(files, async (home) => {
      for (const target of ["two", "one", "two"]) {
        await home.switchTo(target, SHARED);
        const { current, drift } = await home.inspect();
        expect([current, drift]).toEqual([target, []]);
      }
      expect(await home.read("auth.json")).toContain('"OPENAI_API_KEY":"k2"');
    });
  });

  test.each([
    [
      "the table itself was edited",
      'name = "Cmd"\nbase_url = "http://cmd.test"\n\n',
      'name = "Cmd"\nbase_url = "http://cmd.test"\nx = 1\n\n',
    ],
    ["its target was edited", "[model_providers.cmd]\n", "[model_providers.cmd]\nstream_max_retries = 9\n"],
  ])("%s: that is drift, and the next switch mends it", async (_name, from, to) => {
    await open(FILES, async (home) => {
      await home.switchTo("cmd", SHARED);
      await editConfig(home, from, to);
      const { current, drift } = await home.inspect();
      expect(current).toBe("cmd");
      expect(drift).toMatchObject([
        { code: "codex.drift-shared-table", params: { provider: "zcf", target: "cmd" } },
      ]);
      const { notices } = await home.switchTo("cmd", PLAIN);
      expect(codes(notices)).toEqual(["codex.shared-rewritten"]);
      expect((await home.inspect()).drift).toEqual([]);
    });
  });

  test("the server of its target was edited: the key in use is still that target's", async () => {
    const config = `openai_base_url = "http://proxy.test/v1"\n${TABLES}\n`;
    const files = {
      "config.toml": config,
      "auth.json": '{"OPENAI_API_KEY":"sk-official","ALPHA_API_KEY":"k"}',
    };
    await open(files, async (home) => {
      await home.switchTo("official", SHARED);
      await editConfig(home, 'openai_base_url = "http://proxy.test/v1"\n', "");
      expect((await home.inspect()).current).toBe("official");
      await home.switchTo("alpha", PLAIN);
      expect(JSON.parse((await home.read("zcf-keys.json")) ?? "")).toMatchObject({
        keys: { official: "sk-official" },
      });
      await editConfig(
        home,
        'base_url = "http://alpha.test/v1"\ntemp',
        'base_url = "http://new.test/v1"\ntemp',
      );
      const { current, drift } = await home.inspect();
      expect([current, codes(drift)]).toEqual(["alpha", ["codex.drift-shared-table"]]);
    });
  });

  test("nothing tells whose key it is: it is kept as nobody's, never as the shared table's", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("beta", SHARED);
      await home.write("auth.json", '{"OPENAI_API_KEY":"sk-hand","ALPHA_API_KEY":"sk-alpha"}');
      await editConfig(home, `\n${COPY.beta}`, "");
      await home.switchTo("alpha", { ...PLAIN, force: true });
      expect(JSON.parse((await home.read("zcf-keys.json")) ?? "")).toMatchObject({ keys: { "": "sk-hand" } });
      await expect(home.plan("official", PLAIN)).rejects.toMatchObject({ code: "codex.key-owner-unknown" });
    });
  });

  describe("without its mark, and not what we wrote", () => {
    const unmark = async (home: CodexHome): Promise<string> => {
      await home.switchTo("cmd", SHARED);
      await editConfig(home, marked, "");
      await editConfig(
        home,
        'name = "Cmd"\nbase_url = "http://cmd.test"\n\n',
        'name = "Mine"\nbase_url = "http://cmd.test"\n\n',
      );
      return (await home.read("config.toml")) ?? "";
    };
    const refusal = {
      code: "codex.shared-unmarked",
      params: { provider: "zcf" },
      hints: [{ code: "codex.hint-say-sessions" }],
    };

    test("is drift, and a switch must say what becomes of sessions", async () => {
      await open(FILES, async (home) => {
        await unmark(home);
        expect(codes((await home.inspect()).drift)).toEqual(["codex.drift-shared-unmarked"]);
        await expect(home.plan("beta", { ...PLAIN, force: true })).rejects.toMatchObject(refusal);
      });
    });

    test.each(["sync", "off", "shared"] as const)(
      "is the user's own from then on with %s",
      async (sessions) => {
        await open(FILES, async (home) => {
          const [, own = ""] = (await unmark(home)).split("[model_providers.zcf]");
          await home.switchTo("beta", { sessions });
          expect(await home.read("config.toml")).toContain(`[model_providers.zcf]${own}`);
          await home.switchTo("zcf", PLAIN);
          expect((await home.inspect()).drift).toEqual([]);
          await home.switchTo("beta", PLAIN);
        });
      },
    );
  });

  test("its target is gone, or another server stands there: nothing that zcf knows", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("cmd", SHARED);
      await editConfig(home, "[model_providers.cmd]", "[model_providers.renamed]");
      await editConfig(home, "[model_providers.cmd.auth]", "[model_providers.renamed.auth]");
      expect((await home.inspect()).current).toBe("renamed");
      await editConfig(home, "[model_providers.zcf]", "[model_providers.zcf] # x");
      await editConfig(
        home,
        `# x # ${MARK}\nname = "Cmd"\nbase_url = "http://cmd.test"`,
        `# ${MARK}\nname = "Cmd"\nbase_url = "http://elsewhere.test"`,
      );
      const { current, drift } = await home.inspect();
      expect([current, codes(drift)]).toEqual([null, ["codex.drift-shared-unknown"]]);
      await home.switchTo("beta", PLAIN);
      expect((await home.inspect()).current).toBe("beta");
    });
  });

  test("it was removed: the next switch makes it again", async () => {
    await open(FILES, async (home) => {
      await home.switchTo("cmd", SHARED);
      await editConfig(home, `\n${COPY.cmd}`, "");
      const { current, drift } = await home.inspect();
      expect([current, codes(drift)]).toEqual([null, ["codex.drift-provider-unknown"]]);
      await home.switchTo("cmd", PLAIN);
      expect(await home.read("config.toml")).toBe(`${FOLLOWED}\n${COPY.cmd}`);
    });
  });
});
