import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CANARY, makeSandbox, parseLines, type Sandbox } from "../testing/sandbox.ts";

/** The operation of a run with `--json`. */
async function operationOf(sandbox: Sandbox, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await sandbox.run([...args, "--yes", "--json"]);
  const operation = parseLines(stdout).at(-1)?.["operation"];
  if (typeof operation !== "string") throw new Error(`${stdout}${stderr}`);
  return operation;
}

function addEarlier({ codex }: Sandbox, name: string, bytes: number): string {
  const path = join(codex, "backup", name);
  mkdirSync(join(path, "sessions"), { recursive: true });
  writeFileSync(join(path, "sessions/rollout.jsonl"), Buffer.alloc(bytes));
  return path;
}

describe("zcf backup list", () => {
  test("says when there is none", async () => {
    using sandbox = await makeSandbox();
    const { stdout, code } = await sandbox.run(["backup", "list"]);
    expect([code, stdout]).toEqual([0, "No backups yet.\n"]);
  });

  test("has each operation with its strategy, size, and whether it can be restored; and what earlier versions left", async () => {
    using sandbox = await makeSandbox();
    const one = await operationOf(sandbox, "switch", "beta");
    const two = await operationOf(sandbox, "switch", "alpha", "--backup", "snapshot");
    const three = await operationOf(sandbox, "switch", "beta", "--backup", "none");
    const path = addEarlier(sandbox, "backup_2025-01-01_10-00-00", 3 * 2 ** 20);
    const before = sandbox.digest();
    const { stdout, code } = await sandbox.run(["backup", "list"]);
    expect([code, sandbox.digest()]).toEqual([0, before]);
    const lines = stdout.split("\n");
    const when = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`;
    expect(lines.slice(0, 6)).toEqual([
      expect.stringMatching(new RegExp(`^${when}  Codex: alpha -> beta$`)),
      expect.stringMatching(new RegExp(`^  ${three}  none, [\\d.]+ KiB, cannot be restored$`)),
      expect.stringMatching(new RegExp(`^${when}  Codex: beta -> alpha$`)),
      expect.stringMatching(new RegExp(`^  ${two}  snapshot, [\\d.]+ KiB$`)),
      expect.stringMatching(new RegExp(`^${when}  Codex: alpha -> beta$`)),
      expect.stringMatching(new RegExp(`^  ${one}  selective, [\\d.]+ KiB$`)),
    ]);
    expect(stdout).toContain("1 copy of the home that earlier versions of zcf made, 3.0 MiB:\n");
    expect(stdout).toContain(path);
    expect(stdout).toContain("zcf backup prune --earlier");

    const json = parseLines((await sandbox.run(["backup", "list", "--json"])).stdout);
    expect(json.map(({ type, operation, restorable }) => [type, operation, restorable])).toEqual([
      ["backup", three, false],
      ["backup", two, true],
      ["backup", one, true],
      ["earlier", undefined, undefined],
    ]);
    expect(json[1]).toMatchObject({
      backup: "snapshot",
      copies: join(sandbox.state, "backups", two),
      stores: [{ adapter: "codex", from: "beta", to: "alpha" }],
    });
    expect(json.at(-1)).toMatchObject({ path, bytes: 3 * 2 ** 20, whole: true, problem: null });
  });
});

describe("zcf backup restore", () => {
  test("puts a file back that no adapter knows, shows nothing of it, and undo takes it back", async () => {
    using sandbox = await makeSandbox();
    sandbox.write("prompts/one.md", `${CANARY}-prompt, as it was\n`);
    const id = await operationOf(sandbox, "switch", "beta", "--backup", "snapshot");
    sandbox.write("prompts/one.md", `${CANARY}-prompt, and more\n`);
    const shown = await sandbox.run(["backup", "restore", id, "--dry-run"]);
    expect(shown.code).toBe(0);
    expect(shown.stdout + shown.stderr).not.toContain(CANARY);
    expect(shown.stdout).toContain("prompts/one.md");
    expect(shown.stderr).toContain("zcf sessions sync");

    const done = await sandbox.run(["backup", "restore", id, "--yes"]);
    expect([done.code, done.stdout + done.stderr]).toEqual([0, expect.not.stringContaining(CANARY)]);
    expect(sandbox.read("prompts/one.md")).toContain("as it was");
    expect(sandbox.read("config.toml")).toContain('model_provider = "alpha"');
    await sandbox.run(["undo", "--yes"]);
    expect(sandbox.read("prompts/one.md")).toContain("and more");
    expect(sandbox.read("config.toml")).toContain('model_provider = "beta"');
  });

  test("puts back what an operation changed, from its own record", async () => {
    using sandbox = await makeSandbox();
    const [config, auth] = [sandbox.read("config.toml"), sandbox.read("auth.json")];
    const id = await operationOf(sandbox, "switch", "beta");
    expect(sandbox.read("config.toml")).not.toBe(config);
    const short = id.slice(id.indexOf("-") + 1);
    const { code, stdout, stderr } = await sandbox.run(["backup", "restore", short, "--yes"]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("databases and session history stay")]);
    expect(stdout).toContain("The backup of Codex was put back.");
    expect([sandbox.read("config.toml"), sandbox.read("auth.json")]).toEqual([config, auth]);
    const again = await sandbox.run(["backup", "restore", id, "--yes"]);
    expect(again.stdout).toContain("Nothing to do: Codex is as the backup has it.");
  });

  test("from a snapshot: the login that is there stays, the trusted project goes, sessions and their index are left", async () => {
    using sandbox = await makeSandbox();
    const login = (token: string): string =>
      JSON.stringify({
        OPENAI_API_KEY: null,
        tokens: { refresh_token: token },
        BETA_API_KEY: `${CANARY}-beta`,
      });
    sandbox.write("auth.json", login(`${CANARY}-first`));
    const text = sandbox.read("config.toml");
    sandbox.write("config.toml", text.replace('model_provider = "alpha"\n', ""));
    const config = sandbox.read("config.toml");
    const id = await operationOf(sandbox, "switch", "gamma-longer", "--backup", "snapshot");
    sandbox.write("auth.json", login(`${CANARY}-renewed`));
    sandbox.write(
      "config.toml",
      `${sandbox.read("config.toml")}\n[projects."/work"]\ntrust_level = "trusted"\n`,
    );
    const shown = await sandbox.run(["backup", "restore", id, "--dry-run", "--json"]);
    expect(shown.stdout + shown.stderr).not.toContain(CANARY);
    const changes = parseLines(shown.stdout).filter(({ type }) => type === "change");
    expect(changes.map(({ group }) => group)).toEqual(["config"]);
    expect(JSON.stringify(changes)).toContain("trust_level");

    expect((await sandbox.run(["backup", "restore", id, "--yes"])).code).toBe(0);
    expect(sandbox.read("config.toml")).toBe(config);
    expect(sandbox.read("auth.json")).toContain(`${CANARY}-renewed`);
    const { stdout } = await sandbox.run(["sessions", "list", "--json"]);
    const counts = parseLines(stdout).find(({ type }) => type === "sessions");
    expect(JSON.stringify(counts)).toContain('"provider":"gamma-longer","sessions":4');
  });

  test("refuses an id that nothing has, and what was not kept", async () => {
    using sandbox = await makeSandbox();
    const id = await operationOf(sandbox, "switch", "beta", "--backup", "none");
    const before = sandbox.digest();
    const dropped = await sandbox.run(["backup", "restore", id, "--yes"]);
    expect([dropped.code, dropped.stderr]).toEqual([1, expect.stringContaining(`before ${id}`)]);
    const unknown = await sandbox.run(["backup", "restore", "nothing", "--yes"]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("no backup nothing")]);
    const nameless = await sandbox.run(["backup", "restore"]);
    expect([nameless.code, nameless.stderr]).toEqual([
      2,
      expect.stringContaining("ID is missing after zcf backup restore."),
    ]);
    expect(sandbox.digest()).toBe(before);
  });
});

describe("zcf backup prune", () => {
  test("shows what would go and writes nothing; then removes it, with --yes", async () => {
    using sandbox = await makeSandbox();
    const one = await operationOf(sandbox, "switch", "beta", "--backup", "snapshot");
    const two = await operationOf(sandbox, "switch", "alpha");
    const before = sandbox.digest();
    const shown = await sandbox.run(["backup", "prune", "--keep", "1", "--dry-run"]);
    expect([shown.code, shown.stdout]).toEqual([
      0,
      expect.stringMatching(
        new RegExp(
          `^Will remove 1 operation from the history, .*:\\n  .* KiB  ${one}  Codex: alpha -> beta\\n`,
        ),
      ),
    ]);
    expect(shown.stderr).toContain("1 operation stays: the newest of a home always does.");
    expect((await sandbox.run(["backup", "prune", "--keep", "1"])).code).toBe(2);
    expect(sandbox.digest()).toBe(before);

    const { code, stdout } = await sandbox.run(["backup", "prune", "--keep", "1", "--yes"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Removed 1 operation from the history")]);
    expect(readdirSync(join(sandbox.state, "operations/done"))).toEqual([two]);
    expect(readdirSync(join(sandbox.state, "backups"))).toEqual([]);
    expect((await sandbox.run(["undo", "--yes"])).code).toBe(0);
  });

  test("takes sizes, and refuses what is none", async () => {
    using sandbox = await makeSandbox();
    await operationOf(sandbox, "switch", "beta");
    const prune = (...args: readonly string[]) =>
      sandbox.run(["backup", "prune", "--yes", "--json", ...args]);
    const [line] = parseLines((await prune("--max-bytes", "1GiB")).stdout);
    expect(line).toMatchObject({
      type: "prune",
      dryRun: false,
      limits: { maxBytes: 2 ** 30 },
      removed: [],
      freed: 0,
    });
    for (const args of [
      ["--max-bytes", "much"],
      ["--keep", "-1"],
      ["--keep", "1.5"],
    ])
      expect((await prune(...args)).code).toBe(2);
  });

  test("removes what earlier versions left only when asked to, and never through a link", async () => {
    using sandbox = await makeSandbox();
    const path = addEarlier(sandbox, "backup_2025-01-01_10-00-00", 5000);
    symlinkSync(sandbox.home, join(sandbox.codex, "backup/backup_link"));
    expect((await sandbox.run(["backup", "prune", "--yes"])).stdout).toBe("Nothing to remove.\n");
    expect(existsSync(path)).toBe(true);
    const shown = await sandbox.run(["backup", "prune", "--earlier", "--dry-run"]);
    expect(shown.stdout).toMatch(
      /Will remove 1 copy that earlier versions made, 4\.9 KiB:\n {2}4\.9 KiB .*backup_2025/,
    );
    const done = await sandbox.run(["backup", "prune", "--earlier", "--yes"]);
    expect([done.code, done.stdout]).toEqual([0, "Removed 1 copy of earlier versions, 4.9 KiB.\n"]);
    expect(done.stderr).toContain("Not removed, because a link leads there");
    expect(readdirSync(join(sandbox.codex, "backup"))).toEqual(["backup_link"]);
    expect(statSync(join(sandbox.codex, "config.toml")).isFile()).toBe(true);
  });

  test("speaks Chinese", async () => {
    using sandbox = await makeSandbox();
    await operationOf(sandbox, "switch", "beta");
    const { stdout } = await sandbox.run(["backup", "list", "--lang", "zh-CN"]);
    expect(stdout).toContain("共 1 次操作");
  });
});
