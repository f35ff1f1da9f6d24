import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import type { ImportBox } from "../testing/import-box.ts";
import { makeImportBox } from "../testing/import-box.ts";

const KEY = "sk-canary-7d21f0";

function exportOf(...providers: readonly object[]): object {
  return { format: "zcf-providers", version: 1, providers };
}

function beta(change: object = {}): object {
  const fields = { name: "Beta", "base-url": "https://beta.example/v1" };
  return { tool: "codex", id: "beta", fields, key: `${KEY}-new`, ...change };
}

const CONFIG = `# mine
model = "gpt-5.5"

[model_providers.beta]
name = "Beta" # keep me
base_url = "https://beta.example/v1/"
wire_api = "responses"
experimental_bearer_token = "${KEY}-old"
`;

/** Beta is there with another key. */
function boxWithConflict(): ImportBox {
  const box = makeImportBox();
  box.write(".codex/config.toml", CONFIG);
  box.write("p.json", exportOf(beta(), { ...beta(), id: "fresh" }));
  return box;
}

describe("the preview", () => {
  test("says of each provider whether it is new, the same or differs, and in what; never a key", async () => {
    using box = boxWithConflict();
    box.write(
      "p.json",
      exportOf(
        beta(),
        { ...beta(), id: "fresh", keyStore: "env", key: "FRESH_KEY" },
        { ...beta({ key: undefined }), id: "openai" },
        { tool: "acme", id: "x", fields: {} },
      ),
    );
    const { code, out } = await box.run(["import", "p.json", "--dry-run"]);
    expect(code).toBe(0);
    expect(out).toContain(
      [
        "Tool   Provider  Server                   Key            Status",
        "Codex  beta      https://beta.example/v1  yes            differs: key",
        "Codex  fresh     https://beta.example/v1  env FRESH_KEY  new",
        "2 providers cannot be imported:",
        "  openai (codex): ",
      ].join("\n"),
    );
    expect(out).toContain("  x (acme): acme is not on this machine.");
    expect(out).not.toContain(KEY);
  });

  test("says of each of several what it gets", async () => {
    using box = makeImportBox();
    box.write("p.json", exportOf({ ...beta(), id: "one" }, { ...beta(), id: "two" }));
    const { out } = await box.run(["import", "p.json", "--dry-run"]);
    const lines =
      "    name: Beta\n    base-url: https://beta.example/v1\n    key store: bearer\n    key: given";
    for (const id of ["one", "two"]) expect(out).toContain(`\n  ${id}\n${lines}`);
  });

  test("in machine output", async () => {
    using box = boxWithConflict();
    const lines = await box.lines("import", ["import", "p.json", "--dry-run"]);
    expect(lines).toEqual([
      {
        v: 1,
        type: "import",
        tool: "codex",
        home: `${box.home}/.codex`,
        origin: "beta",
        provider: "beta",
        status: "differs",
        differs: ["key"],
        action: "skip",
        id: "beta",
        fields: { name: "Beta", "base-url": "https://beta.example/v1" },
        keyStore: null,
        key: true,
        code: null,
        params: {},
      },
      expect.objectContaining({ provider: "fresh", status: "new", action: "add" }),
    ]);
  });
});

describe("what is here and differs", () => {
  test.each([[["--yes"]], [["--yes", "--json"]]])("is not decided by %s", async (args) => {
    using box = boxWithConflict();
    const before = box.picture(".");
    const { error } = await box.run(["import", "p.json", ...args]);
    expect(error).toMatchObject({
      kind: "usage",
      code: "cli.import-conflicts",
      params: { providers: ["beta"] },
    });
    expect(box.picture(".")).toEqual(before);
  });

  test("skip", async () => {
    using box = boxWithConflict();
    await box.run(["import", "p.json", "--yes", "--on-conflict", "skip"]);
    expect(box.read(".codex/config.toml")).toContain(`${KEY}-old`);
    expect(box.read(".codex/config.toml")).toContain("[model_providers.fresh]");
  });

  test("replace: only what differs, every other byte stays, and undo brings it back", async () => {
    using box = boxWithConflict();
    const args = ["import", "p.json", "--only", "beta", "--yes", "--on-conflict", "replace"];
    expect(await box.run(args)).toMatchObject({ code: 0 });
    expect(box.read(".codex/config.toml")).toBe(CONFIG.replace(`${KEY}-old`, `${KEY}-new`));
    expect(await box.run(["undo", "--yes"])).toMatchObject({ code: 0 });
    expect(box.read(".codex/config.toml")).toBe(CONFIG);
  });

  test("rename: a name and an id that say where it is from, and found again", async () => {
    using box = boxWithConflict();
    const args = ["import", "p.json", "--yes", "--on-conflict", "rename"];
    expect((await box.run(args)).err).toContain('"beta" becomes "beta-imported".');
    const config = box.read(".codex/config.toml");
    expect(config).toContain(`${KEY}-old`);
    expect(config).toContain('[model_providers.beta-imported]\nname = "Beta (imported)"');
    expect((await box.run(args)).out).toContain("Nothing to import.");
    box.write("p.json", exportOf(beta({ key: `${KEY}-third` })));
    await box.run(args);
    expect(box.read(".codex/config.toml")).toContain(
      '[model_providers.beta-imported-2]\nname = "Beta (imported-2)"',
    );
  });

  test("rename: to a name that nobody in the same source has", async () => {
    using box = boxWithConflict();
    box.write("p.json", exportOf(beta(), { ...beta({ key: `${KEY}-other` }), id: "beta-imported" }));
    const args = ["import", "p.json", "--yes", "--on-conflict", "rename"];
    expect(await box.run(args)).toMatchObject({ code: 0, error: null });
    const config = box.read(".codex/config.toml");
    expect(config).toMatch(new RegExp(`model_providers.beta-imported\\][^[]*${KEY}-other`));
    expect(config).toMatch(new RegExp(`model_providers.beta-imported-2\\][^[]*${KEY}-new`));
    expect((await box.run(args)).out).toContain("Nothing to import.");
  });

  test("a key never goes to the address of another: without one of its own a replacement has none", async () => {
    using box = boxWithConflict();
    box.write(".codex/config.toml", `${CONFIG}http_headers = { "x-key" = "${KEY}-header" }\n`);
    const elsewhere = { name: "Beta", "base-url": "https://evil.example/v1" };
    box.write("p.json", exportOf({ tool: "codex", id: "beta", fields: elsewhere }));
    await box.run(["import", "p.json", "--yes", "--on-conflict", "replace"]);
    const config = box.read(".codex/config.toml");
    expect(config).toContain("https://evil.example/v1");
    expect(config).not.toContain(KEY);
  });

  test("and where the tool must have one, it is left alone", async () => {
    using box = makeImportBox();
    const glm = (url: string, key?: string): object =>
      exportOf({ tool: "claude-code", id: "glm", fields: { name: "GLM", "base-url": url }, key });
    box.write("p.json", glm("https://glm.example", KEY));
    await box.run(["import", "p.json", "--yes"]);
    const before = box.read(".ufomiao/zcf/config.toml");
    box.write("p.json", glm("https://evil.example"));
    const args = ["import", "p.json", "--yes", "--on-conflict", "replace"];
    expect((await box.run(args)).err).toContain("glm: left as it is");
    expect(await box.lines("import", args)).toMatchObject([{ action: "skip", code: "import.key-stays" }]);
    expect(box.read(".ufomiao/zcf/config.toml")).toBe(before);
  });
});

describe("what is meant", () => {
  test("--only ids, --tool one tool", async () => {
    using box = boxWithConflict();
    box.write(
      "p.json",
      exportOf(beta({ id: "one" }), beta({ id: "two" }), {
        ...beta({ id: "one" }),
        tool: "claude-code",
        fields: { "base-url": "https://b.example" },
      }),
    );
    const ids = async (...args: readonly string[]): Promise<unknown> =>
      (await box.lines("import", ["import", "p.json", "--dry-run", ...args])).map(
        ({ tool, id }) => `${String(tool)}/${String(id)}`,
      );
    expect(await ids("--only", "one")).toEqual(["codex/one", "claude-code/one"]);
    expect(await ids("--tool", "cx")).toEqual(["codex/one", "codex/two"]);
    const none = await box.run(["import", "p.json", "--yes", "--tool", "cc", "--only", "two"]);
    expect(none.error).toMatchObject({ code: "cli.import-not-there", params: { providers: ["two"] } });
    const home = await box.run(["import", "p.json", "--yes", "--home", ".codex"]);
    expect(home.error).toMatchObject({ code: "cli.which-tool" });
    expect((await box.run(["import", "p.json", "--tool", "acme", "--yes"])).error).toMatchObject({
      code: "unknown-tool",
    });
  });

  test("what its tool would refuse keeps nothing else back", async () => {
    using box = makeImportBox();
    box.write("p.json", exportOf(beta({ id: "bad id" }), beta({ id: "Official" }), beta()));
    const lines = await box.lines("import", ["import", "p.json", "--yes"]);
    expect(lines.map(({ status, code }) => [status, code])).toEqual([
      ["new", null],
      ["unusable", "codex.id-form"],
      ["unusable", "codex.id-reserved"],
    ]);
    expect(box.read(".codex/config.toml")).toContain("[model_providers.beta]");
  });

  test("asks before it writes, or says that it cannot", async () => {
    using box = boxWithConflict();
    expect((await box.run(["import", "p.json"])).error).toMatchObject({ code: "cli.no-confirmation" });
    expect((await box.run(["import", "p.json", "--json"])).error).toMatchObject({
      code: "cli.json-needs-yes",
    });
  });
});

test("keys are where their tools keep them, in what undo needs, and nowhere else", async () => {
  using box = makeImportBox();
  box.write("source/p.json", exportOf(beta()));
  const dry = await box.run(["import", "source/p.json", "--dry-run", "--json"]);
  const { out, err } = await box.run(["import", "source/p.json", "--yes", "--json"]);
  expect(dry.out).toContain("<secret:");
  expect(out).toContain('"outcome":"applied"');
  expect(dry.out + dry.err + out + err).not.toContain(KEY);
  const places = box.holding(KEY).map((name) => name.replace(/done\/[^/]+/, "done/ID"));
  expect(places.toSorted()).toEqual([
    ".codex/config.toml",
    ".ufomiao/zcf/operations/done/ID/sealed.json",
    "source/p.json",
  ]);
});

test("a source that is misspelt", async () => {
  using box = makeImportBox();
  const { error } = await box.run(["import", "cc_switch", "--yes"]);
  expect(error).toMatchObject({ code: "import.no-source", params: { closest: ["cc-switch"] } });
});

describe("what another program hands over", () => {
  test("standard input, as zcf export writes it", async () => {
    using box = boxWithConflict();
    const stdin = JSON.stringify(exportOf({ ...beta(), id: "fresh" }));
    expect(await box.run(["import", "-", "--yes"], { stdin })).toMatchObject({ code: 0, error: null });
    expect(box.read(".codex/config.toml")).toContain("[model_providers.fresh]");
    const nothing = await box.run(["import", "-", "--yes"], { stdin: "hello" });
    expect(nothing.error).toMatchObject({ code: "import.unknown-content", params: { file: "-" } });
    const both = await box.run(["import", "-", "--yes", "--passphrase-stdin"], { stdin });
    expect(both.error).toMatchObject({ kind: "usage", code: "cli.not-together" });
  });

  test.skipIf(process.platform === "win32")(
    "a pipe, and no more of a device than a list could be",
    async () => {
      using box = boxWithConflict();
      execFileSync("mkfifo", [join(box.home, "pipe")]);
      const written = writeFile(join(box.home, "pipe"), JSON.stringify(exportOf({ ...beta(), id: "piped" })));
      expect(await box.run(["import", "pipe", "--yes"])).toMatchObject({ code: 0, error: null });
      await written;
      expect(box.read(".codex/config.toml")).toContain("[model_providers.piped]");
      const endless = await box.run(["import", "/dev/zero", "--yes"]);
      expect(endless.error).toMatchObject({ code: "import.too-large", params: { file: "/dev/zero" } });
    },
  );

  test("a file that is larger than a list could be is not read", async () => {
    using box = boxWithConflict();
    truncateSync(join(box.home, "p.json"), 65 * 1024 * 1024);
    const { error } = await box.run(["import", "p.json", "--yes"]);
    expect(error).toMatchObject({ code: "import.too-large" });
  });
});
