import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CANARY, diesBefore, makeSandbox, parseLines, type Sandbox } from "../testing/sandbox.ts";

/** The checks of the lines of machine output. */
function checksIn(stdout: string): readonly unknown[] {
  return parseLines(stdout)
    .filter(({ type }) => type === "finding")
    .map(({ check }) => check);
}

function modeOf(box: Sandbox, name: string): number {
  return statSync(join(box.codex, name)).mode & 0o777;
}

describe("doctor", () => {
  test("names what is wrong, the worst first, with a step for each, and exits with 3", async () => {
    using box = await makeSandbox();
    box.write("config.toml", `profile = "work"\n${box.read("config.toml")}`);
    chmodSync(join(box.codex, "config.toml"), 0o644);
    const before = box.digest();
    const done = await box.run(["doctor"]);
    expect(done).toMatchObject({ code: 3, stderr: "" });
    expect(done.stdout.split("\n").slice(0, 5)).toEqual([
      `Codex  ${box.codex}`,
      `  error: ${box.codex}/config.toml:1 selects the old profile "work": Codex 0.140 and later does not start with it, earlier ones let it override the provider. [codex.legacy-profile]`,
      "    fix: zcf doctor --fix --check codex.legacy-profile, or by hand: Remove that line, then choose the provider with zcf switch.",
      `  warning: ${box.codex}/config.toml holds a key, and others than you can read it (mode 0644). [codex.config-open]`,
      `    fix: zcf doctor --fix --check codex.config-open, or by hand: chmod 600 ${box.codex}/config.toml`,
    ]);
    expect(done.stdout).toMatch(
      /\n1 error, \d warnings, \d notes?\.\nzcf can clear \d of them: zcf doctor --fix\n$/,
    );
    expect(done.stdout).not.toContain(CANARY);
    expect(box.digest()).toBe(before);
  });

  test("--fix shows what it will do, does it, tells what is left, and undo takes it back", async () => {
    using box = await makeSandbox();
    chmodSync(join(box.codex, "auth.json"), 0o640);
    const before = box.codexDigest();
    const planned = await box.run(["doctor", "--fix", "--dry-run"]);
    expect(planned.code).toBe(0);
    expect(planned.stdout).toContain("old mode 0640\nnew mode 0600\n");
    expect(planned.stdout).toContain('-temp_env_key = "ALPHA_API_KEY"\n');
    expect(planned.stdout).not.toContain(CANARY);
    expect(box.codexDigest()).toBe(before);
    const done = await box.run(["doctor", "--fix", "--yes"]);
    expect(done).toMatchObject({ code: 0 });
    expect(modeOf(box, "auth.json")).toBe(0o600);
    expect(box.read("config.toml")).not.toContain("temp_env_key");
    expect((await box.run(["undo", "--yes"])).code).toBe(0);
    expect(box.codexDigest()).toBe(before);
  });

  test("what earlier zcf wrote into tables is known all the same after the fix", async () => {
    using box = await makeSandbox();
    await box.run(["doctor", "--fix", "--check", "codex.earlier-fields", "--yes"]);
    expect(box.read("config.toml")).not.toContain("temp_env_key");
    expect(await box.run(["switch", "beta", "--yes"])).toMatchObject({ code: 0 });
    expect(JSON.parse(box.read("auth.json"))).toMatchObject({ OPENAI_API_KEY: `${CANARY}-beta` });
  });

  test("with --check, only that", async () => {
    using box = await makeSandbox();
    chmodSync(join(box.codex, "auth.json"), 0o640);
    const one = await box.run(["doctor", "--check", "codex.auth-open", "--json"]);
    expect(one.code).toBe(3);
    expect(checksIn(one.stdout)).toEqual(["codex.auth-open"]);
    expect(parseLines(one.stdout).at(-1)).toEqual({
      v: 1,
      type: "doctor",
      errors: 0,
      warnings: 1,
      infos: 0,
      fixable: 1,
    });
    const fixed = await box.run(["doctor", "--fix", "--check", "codex.auth-open", "--yes"]);
    expect(fixed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Nothing is wrong by codex.auth-open.") as unknown,
    });
    expect(box.read("config.toml")).toContain("temp_env_key");
  });

  test("where nothing is wrong it says so, and exits with 0", async () => {
    using box = await makeSandbox();
    await box.run(["doctor", "--fix", "--yes"]);
    const done = await box.run(["doctor", "--json"]);
    expect(done).toMatchObject({ code: 0 });
    expect(parseLines(done.stdout).at(-1)).toMatchObject({
      type: "doctor",
      errors: 0,
      warnings: 0,
      fixable: 0,
    });
    const again = await box.run(["doctor", "--fix", "--yes"]);
    expect(again).toMatchObject({ code: 0, stderr: "There is nothing that zcf can fix by itself.\n" });
  });

  test("a check that there is not is a usage error, with what was meant", async () => {
    using box = await makeSandbox();
    const done = await box.run(["doctor", "--check", "codex.auth-opn"]);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain("Did you mean codex.auth-open");
  });

  test("--fix asks, and without a terminal it wants --yes", async () => {
    using box = await makeSandbox();
    const before = box.digest();
    expect(await box.run(["doctor", "--fix"])).toMatchObject({ code: 2 });
    expect(await box.run(["doctor", "--fix", "--json"])).toMatchObject({ code: 2 });
    expect(box.digest()).toBe(before);
  });

  test("what was interrupted is told of, and ended before a fix", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"], { nodeArgs: diesBefore("config.toml") });
    const told = await box.run(["doctor", "--check", "zcf.interrupted"]);
    expect(told).toMatchObject({ code: 3, stdout: expect.stringContaining("fix: zcf recover\n") as unknown });
    await box.run(["doctor", "--fix", "--yes"]);
    expect(checksIn((await box.run(["doctor", "--json"])).stdout)).not.toContain("zcf.interrupted");
  });

  test("zcf's own state is closed to others", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const operations = join(box.state, "operations");
    chmodSync(operations, 0o755);
    const check = ["--check", "zcf.state-open"];
    const told = await box.run(["doctor", ...check]);
    expect(told).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^zcf itself\n {2}warning: /) as unknown,
    });
    const planned = await box.run(["doctor", "--fix", ...check, "--dry-run"]);
    expect(planned).toMatchObject({ code: 0 });
    expect(statSync(operations).mode & 0o777).toBe(0o755);
    const fixed = await box.run(["doctor", "--fix", ...check, "--yes", "--json"]);
    expect(fixed.code).toBe(0);
    expect(parseLines(fixed.stdout)).toContainEqual({ v: 1, type: "closed", paths: [operations] });
    expect(statSync(operations).mode & 0o777).toBe(0o700);
  });

  test("where no tool is it says so, and nothing is wrong", async () => {
    using box = await makeSandbox();
    rmSync(box.codex, { recursive: true });
    const done = await box.run(["doctor"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toMatch(/^No tool .*\nNothing is wrong\.\n$/);
    expect(await box.run(["doctor", "--fix", "--yes"])).toMatchObject({ code: 0 });
    expect(await box.run(["doctor", "--tool", "codex"])).toMatchObject({ code: 1 });
  });

  test.each(["--dry-run", "--yes", "--force", "--wait=1"])(
    "%s without --fix is a usage error",
    async (option) => {
      using box = await makeSandbox();
      const done = await box.run(["doctor", option]);
      expect(done.code).toBe(2);
      expect(done.stderr).toContain(`${option.replace("=1", "")} says nothing without --fix`);
    },
  );

  test("a named pipe in the place of a file is told of, and not waited for", async () => {
    using box = await makeSandbox();
    for (const name of ["config.toml", "auth.json"]) rmSync(join(box.codex, name));
    for (const name of ["config.toml", "auth.json"]) execFileSync("mkfifo", [join(box.codex, name)]);
    const done = await box.run(["doctor", "--json"]);
    expect(done.code).toBe(3);
    expect(checksIn(done.stdout)).toEqual(
      expect.arrayContaining(["codex.auth-unreadable", "codex.config-unreadable"]),
    );
  });

  test("in Chinese, with the same ids", async () => {
    using box = await makeSandbox();
    chmodSync(join(box.codex, "auth.json"), 0o640);
    const done = await box.run(["doctor", "--lang", "zh-CN"]);
    expect(done.stdout).toMatch(/警告：.*\[codex\.auth-open\]\n {4}修复：/);
  });
});
