import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { homeOpener } from "../testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

const TABLES = `
[model_providers.alpha] # first
name = "Alpha"
base_url = "http://127.0.0.1:1/v1"
experimental_bearer_token = "sk-a"
model = "m-alpha"

[model_providers.beta]
name = "Beta"
base_url = "http://127.0.0.1:2/v1"
experimental_bearer_token = "sk-b"
`;

/** `config.toml` after switches, one after the other. */
function after(config: string, ...targets: readonly string[]): Promise<string | null> {
  return open({ "config.toml": config }, async (home) => {
    for (const target of targets) await home.switchTo(target);
    return home.read("config.toml");
  });
}

describe("model_provider", () => {
  test.each([
    [
      "value token only",
      `model_provider = "x"  # note\n${TABLES}`,
      `model_provider = "beta"  # note\n${TABLES}`,
    ],
    ["single quotes", `model_provider='x'\n${TABLES}`, `model_provider='beta'\n${TABLES}`],
    [
      "absent: after the last root key",
      `a = 1\n# c\n${TABLES}`,
      `a = 1\nmodel_provider = "beta"\n# c\n${TABLES}`,
    ],
    ["absent: above the first table", TABLES, `\nmodel_provider = "beta"\n\n${TABLES.slice(1)}`],
    [
      "commented out, as upstream does",
      `a = 1\n# model_provider = "x"  # note\n${TABLES}`,
      `a = 1\nmodel_provider = "beta"  # note\n${TABLES}`,
    ],
    [
      "of several commented out, its own",
      `# model_provider = "x"\n# model_provider = "beta"\n${TABLES}`,
      `# model_provider = "x"\nmodel_provider = "beta"\n${TABLES}`,
    ],
    [
      "of several commented out, none of its own",
      `# model_provider = "x"\n# model_provider = "y"\n${TABLES}`,
      `# model_provider = "x"\n# model_provider = "y"\n\nmodel_provider = "beta"\n\n${TABLES.slice(1)}`,
    ],
    ["already there", `model_provider = "beta"\n${TABLES}`, `model_provider = "beta"\n${TABLES}`],
    ["another type", `model_provider = 3\n${TABLES}`, `model_provider = "beta"\n${TABLES}`],
  ])("%s", async (_name, before, expected) => {
    expect(await after(before, "beta")).toBe(expected);
  });

  test("byte order mark, CRLF and non-ASCII text stay", async () => {
    const file = `\uFEFF# häh 😀\nmodel_provider = "x"\n${TABLES}`.replaceAll("\n", "\r\n");
    expect(await after(file, "beta")).toBe(file.replace('"x"', '"beta"'));
  });

  test.each(["a.b", "a b", "ключ", "a/b", 'q"q', "Ünï"])("an id that must be quoted: %s", async (id) => {
    const key = JSON.stringify(id);
    const tables = `[model_providers.${key}]\nname = "n"\nbase_url = "http://h/v1"\nenv_key = "K"\n`;
    expect(await after(`model_provider = "x"\n${tables}`, id)).toBe(`model_provider = ${key}\n${tables}`);
  });

  test.each([
    ["inline tables", 'model_providers = { p = { name = "n", base_url = "http://h", env_key = "K" } }\n'],
    ["dotted keys", 'model_providers.p.name = "n"\nmodel_providers.p.base_url = "http://h"\n'],
  ])("providers as %s", async (_name, config) => {
    expect(await after(config, "p")).toBe(`${config}model_provider = "p"\n`);
  });
});

describe("official", () => {
  test("comments the line out; the way back gives the original bytes", async () => {
    const file = `a = 1\r\n  model_provider = "beta"  # note\r\n${TABLES}`;
    expect(await after(file, "official")).toBe(file.replace("model_provider", "# model_provider"));
    expect(await after(file, "official", "beta")).toBe(file);
  });

  test.each([
    ["no model_provider", TABLES],
    ["openai is written out", `model_provider = "openai"\n${TABLES}`],
    ["already commented out", `# model_provider = "beta"\n${TABLES}`],
  ])("%s: nothing to do", async (_name, config) => {
    expect(await after(config, "official")).toBe(config);
  });

  test("a missing config is fine", async () => {
    const planned = await open({}, (home) => home.plan("official"));
    expect(planned.required).toEqual([]);
  });

  test("is written out where a system-wide file names a provider", async () => {
    const files = {
      "config.toml": `model_provider = "beta"\n${TABLES}`,
      "../etc/codex/config.toml": 'model_provider = "corp"\n',
    };
    await open(files, async (home) => {
      const { notices } = await home.switchTo("official");
      expect(await home.read("config.toml")).toBe(`model_provider = "openai"\n${TABLES}`);
      expect(notices.map(({ code }) => code)).toContain("codex.system-provider");
      expect((await home.plan("official")).required).toEqual([]);
    });
  });
});

describe("model", () => {
  const withModel = `model_provider = "beta"\nmodel = "mine"  # note\n${TABLES}`;
  const without = `model_provider = "beta"\n${TABLES}`;

  test("the target's own is set", async () => {
    expect(await after(withModel, "alpha")).toBe(
      `model_provider = "alpha"\nmodel = "m-alpha"  # note\n${TABLES}`,
    );
  });

  test.each([
    ["a value", withModel],
    ["no value", without],
  ])("what stood before comes back: %s", async (_name, file) => {
    expect(await after(file, "alpha", "beta")).toBe(file);
    expect(await after(file, "alpha", "official", "beta")).toBe(file);
  });

  test("what the user set since stays", async () => {
    await open({ "config.toml": withModel }, async (home) => {
      await home.switchTo("alpha");
      await home.write("config.toml", ((await home.read("config.toml")) ?? "").replace("m-alpha", "newer"));
      await home.switchTo("beta");
      expect(await home.read("config.toml")).toContain('model = "newer"  # note');
    });
  });

  test("what the user had set to the same value stays", async () => {
    const same = withModel.replace("mine", "m-alpha");
    expect(await after(same, "alpha", "beta")).toBe(same);
  });

  test("through two targets with models the first value is kept", async () => {
    const both = `${withModel}model = "m-beta"\n`;
    const official = both.replace('model_provider = "beta"', '# model_provider = "beta"');
    expect(await after(official, "alpha", "beta", "official")).toBe(official);
  });

  test("a switch that was undone, or never written, is no harm", async () => {
    await open({ "config.toml": withModel }, async (home) => {
      await home.switchTo("alpha");
      const there = (await home.read("config.toml")) ?? "";
      await home.switchTo("beta");
      await home.write("config.toml", there);
      await home.switchTo("beta");
      expect(await home.read("config.toml")).toBe(withModel);
    });
  });
});

test("any two targets, any layout: the edit announces all that differs, and planning again finds nothing", async () => {
  const root = fc.subarray([
    "model_provider = 'beta' # é",
    'model = "old"',
    "# 😀 note",
    '# model_provider = "z"',
  ]);
  const layout = fc.record({
    root,
    bom: fc.boolean(),
    crlf: fc.boolean(),
    first: fc.constantFrom("alpha", "beta", "official"),
    second: fc.constantFrom("alpha", "beta", "official"),
  });
  await fc.assert(
    fc.asyncProperty(layout, async ({ root: lines, bom, crlf, first, second }) => {
      const text = `${lines.join("\n")}\n${TABLES}`;
      const file = (bom ? "\uFEFF" : "") + (crlf ? text.replaceAll("\n", "\r\n") : text);
      await open({ "config.toml": file }, async (home) => {
        for (const target of [first, second]) {
          await home.switchTo(target);
          expect((await home.plan(target)).required).toEqual([]);
          expect((await home.inspect()).current).toBe(target);
        }
        const tables = crlf ? TABLES.replaceAll("\n", "\r\n") : TABLES;
        expect((await home.read("config.toml"))?.endsWith(tables.trimStart())).toBe(true);
      });
    }),
    { numRuns: 60 },
  );
});
