import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rolloutName, SAMPLES } from "../demo/sample-sessions.ts";
import { CANARY, makeSandbox, NO_SQLITE } from "../testing/sandbox.ts";

const [legacy, paginated] = SAMPLES;

describe("a switch", () => {
  test("moves config, key and sessions, and says so", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--tool", "codex", "--yes"]);
    expect(done).toMatchObject({ code: 0 });
    expect(done.stderr).toBe(
      'Will move 3 sessions to "beta" (original provider kept; undo with zcf sessions restore)\n',
    );
    expect(done.stdout).toContain('Switched Codex to "beta".\n');
    expect(done.stdout).toContain("\nSessions: 3 moved\n");
    expect(done.stdout).toContain(`Changed: ${box.codex}/config.toml`);
    expect(done.stdout).toContain(`Changed: ${box.codex}/auth.json`);
    expect(done.stdout).toMatch(/\nBackup \(selective\): \S+\n/);
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
    expect(box.read("auth.json")).toContain(`"OPENAI_API_KEY": "${CANARY}-beta"`);
    for (const sample of SAMPLES) expect(box.read(rolloutName(sample))).toContain('"model_provider":"beta"');
  });

  test("twice does nothing the second time", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const before = box.digest();
    const again = await box.run(["switch", "beta", "--yes"]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('Nothing to do: Codex already uses "beta".');
    expect(box.digest()).toBe(before);
  });

  test("leaves sessions alone when told to", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes", "--sessions", "off"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toBe("");
    expect(done.stdout).toContain("Sessions: left as they are (--sessions off)");
    expect(box.read(rolloutName(legacy!))).toContain('"model_provider":"alpha"');
  });

  test("to the one before, and to official", async () => {
    using box = await makeSandbox();
    expect(await box.run(["switch", "-", "--yes"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is no earlier target of Codex") as unknown,
    });
    await box.run(["switch", "beta", "--yes"]);
    expect((await box.run(["switch", "-", "--yes"])).stdout).toContain('Switched Codex to "alpha".');
    expect((await box.run(["switch", "-", "--yes"])).stdout).toContain('Switched Codex to "beta".');
    const official = await box.run(["switch", "official", "--yes", "--force"]);
    expect(official.code).toBe(0);
    expect(official.stdout).toContain('Switched Codex to "official".');
    expect(box.read("config.toml")).not.toMatch(/^model_provider/m);
    expect(box.read(rolloutName(legacy!))).toContain('"model_provider":"openai"');
  });

  test("in the spelling of upstream", async () => {
    using box = await makeSandbox();
    expect((await box.run(["config-switch", "beta", "-T", "codex", "--yes"])).code).toBe(0);
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
    expect((await box.run(["cs", "alpha", "-T", "cx", "--yes"])).code).toBe(0);
    expect(box.read("config.toml")).toContain('model_provider = "alpha"');
    const list = await box.run(["cs", "--list"]);
    expect(list.stdout).toMatch(/^\* alpha/m);
  });

  test("of another home, named by a relative path", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes", "--home", ".codex"], {
      env: { CODEX_HOME: "/nowhere" },
    });
    expect(done.code).toBe(0);
  });

  test("without SQLite says what did not follow", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes"], { nodeArgs: NO_SQLITE });
    expect(done.code).toBe(0);
    expect(done.stdout).toContain("Sessions: 3 moved");
    expect(done.stderr).toContain(
      "This Node has no SQLite, so Codex's session index cannot be read, and does not follow a switch:",
    );
    expect(box.read(rolloutName(paginated!))).toContain('"model_provider":"beta"');
  });

  test("in Chinese", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes"], { env: { LANG: "zh_CN.UTF-8" } });
    expect(done.stderr).toContain("将把 3 个会话移到“beta”");
    expect(done.stdout).toContain("Codex 已切换到“beta”。");
    const failed = await box.run(["switch", "bta", "--yes", "--lang", "zh-CN"]);
    expect(failed.stderr).toContain(
      "错误：没有名为“bta”的目标。您是不是想用 beta？\n没有任何改动。\n下一步：",
    );
  });

  test("with no copy kept says that it cannot be undone", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes", "--backup", "none"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toContain(
      `Warning: With --backup none this cannot be undone: the change of ${box.codex}/auth.json.`,
    );
  });

  test("with a snapshot copies the home but not the sessions", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes", "--backup", "snapshot"]);
    expect(done.code).toBe(0);
    const [, path = ""] = /Backup \(snapshot\): (\S+)/.exec(done.stdout) ?? [];
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });
});

describe("sessions that cannot follow", () => {
  async function withBrokenSession() {
    const box = await makeSandbox();
    // A directory in the place of a session's file cannot be read by anybody, not even by root.
    box.write(
      `sessions/2026/09/05/rollout-2026-09-05T10-00-00-019f1ee0-0000-7000-8000-0000000000c1.jsonl`,
      "not json\n",
    );
    return box;
  }

  test("are counted, named, and in a record; the switch stands", async () => {
    using box = await withBrokenSession();
    const done = await box.run(["switch", "beta", "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stdout).toContain("\nSessions: 3 moved, 1 failed\n");
    expect(done.stdout).toContain("  1 x codex.session-");
    const [, list = ""] = /Full list: (\S+)/.exec(done.stdout) ?? [];
    expect(existsSync(list)).toBe(true);
  });

  test("are a failure with --strict", async () => {
    using box = await withBrokenSession();
    expect((await box.run(["switch", "beta", "--yes", "--strict"])).code).toBe(5);
    // Still so when nothing else is left to do.
    expect((await box.run(["switch", "beta", "--yes", "--strict"])).code).toBe(5);
  });
});

describe("no key is ever shown", () => {
  test.each([
    [["switch", "beta", "--dry-run"]],
    [["switch", "beta", "--dry-run", "--json"]],
    [["switch", "gamma-longer", "--dry-run"]],
    [["switch", "beta", "--yes"]],
    [["switch", "official", "--yes", "--json", "--force"]],
    [["list"]],
    [["list", "--json"]],
    [["status", "--json"]],
  ])("zcf %s", async (args) => {
    using box = await makeSandbox();
    const { stdout, stderr } = await box.run(args);
    expect(stdout + stderr).not.toContain("canary");
  });

  test("nor when the file that holds it is broken", async () => {
    using box = await makeSandbox();
    box.write("auth.json", `{"OPENAI_API_KEY": ${CANARY}}`);
    box.write("config.toml", `${box.read("config.toml")}\nexperimental_bearer_token = ${CANARY}\n`);
    for (const args of [["switch", "beta", "--yes"], ["list"], ["status"], ["status", "--json"]]) {
      const { stdout, stderr } = await box.run(args);
      expect(stdout + stderr).not.toContain("canary");
    }
  });
});

describe("our own state", () => {
  test("is private", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    expect(statSync(box.state).mode & 0o777).toBe(0o700);
    expect(statSync(join(box.state, "operations")).mode & 0o777).toBe(0o700);
  });

  test("lies where ZCF_HOME says", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"], { env: { ZCF_HOME: "elsewhere" } });
    expect(existsSync(join(box.home, "elsewhere", "operations"))).toBe(true);
    expect(existsSync(box.state)).toBe(false);
  });
});
