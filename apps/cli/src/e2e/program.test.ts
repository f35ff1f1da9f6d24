import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeSandbox, NO_SQLITE, NODE_ARGS } from "../testing/sandbox.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  readonly version: string;
};

describe("the program", () => {
  test.each([["--version"], ["-v"]])("%s", async (option) => {
    using box = await makeSandbox();
    expect(await box.run([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each([[[]], [["--help"]], [["help"]]])("%o shows all commands", async (args: string[]) => {
    using box = await makeSandbox();
    const done = await box.run(args);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toContain("switch a tool to another provider");
  });

  test("an unknown command, with what it may have been", async () => {
    using box = await makeSandbox();
    const done = await box.run(["swich", "beta"]);
    expect(done).toMatchObject({ code: 2, stdout: "" });
    expect(done.stderr).toContain('There is no command "swich". Did you mean switch?');
  });

  test("Node's warning about SQLite is not shown, any other is", async () => {
    using box = await makeSandbox();
    expect((await box.run(["status"])).stderr).toBe("");
    const other = await box.run(["status"], {
      nodeArgs: ["--import", "data:text/javascript,process.emitWarning('hm')"],
    });
    expect(other.stderr).toContain("Warning: hm");
  });

  test("a reader that goes away is no crash, and the switch is done all the same", async () => {
    using box = await makeSandbox();
    const child = spawn(process.execPath, [...NODE_ARGS, "switch", "beta", "--yes", "--json"], {
      env: { ...box.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
  });
});

test.runIf(existsSync("/dev/full"))(
  "output that goes nowhere is a failure; what was done stands",
  async () => {
    using box = await makeSandbox();
    const full = openSync("/dev/full", "w");
    for (const args of [
      ["provider", "export"],
      ["key", "codex/alpha"],
      ["switch", "beta", "--yes", "--json"],
    ]) {
      const child = spawn(process.execPath, [...NODE_ARGS, ...args], {
        env: { ...box.env },
        stdio: ["ignore", full, "pipe"],
      });
      let stderr = "";
      child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
      const code = await new Promise((resolve) => child.on("close", resolve));
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: "Error: Standard output cannot be written (ENOSPC). What was done stands.\n",
      });
    }
    closeSync(full);
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
  },
);

test("what is thrown where nobody waits for it is a defect, told without what it quotes", async () => {
  using box = await makeSandbox();
  const thrower = "data:text/javascript,process.once('beforeExit',()=>{throw new Error(process.env.SECRET)})";
  const done = await box.run(["list"], { nodeArgs: ["--import", thrower], env: { SECRET: "sk-canary" } });
  expect(done.code).toBe(70);
  expect(done.stderr).toMatch(/^Error: This is a defect of zcf: Error at /);
  expect(done.stderr).not.toContain("canary");
});

describe("status", () => {
  test("--check tells drift by the exit code", async () => {
    using box = await makeSandbox();
    const drifted = await box.run(["status", "--check"]);
    expect(drifted.code).toBe(3);
    expect(drifted.stdout).toContain("Something does not agree:");
    await box.run(["switch", "beta", "--yes"]);
    const settled = await box.run(["status", "--check"]);
    expect(settled).toMatchObject({ code: 0, stderr: "" });
    expect(settled.stdout).toContain("Config, credentials and sessions agree.");
    expect((await box.run(["status"])).code).toBe(0);
  });
});

test("demo shows a switch and leaves nothing behind", async () => {
  using box = await makeSandbox();
  const before = box.digest();
  const done = await box.run(["demo"], { env: { TMPDIR: box.home } });
  expect(done).toMatchObject({ code: 0, stderr: "" });
  expect(done.stdout).toContain('config.toml  model_provider = "alpha"');
  expect(done.stdout).toContain('config.toml  model_provider = "beta"');
  expect(done.stdout).toContain("Sessions: 3 moved");
  expect(done.stdout).toContain("index        beta 4");
  expect(done.stdout).not.toContain("sk-demo");
  expect(box.digest()).toBe(before);
});

test("demo that is kept can be undone with the command it prints", async () => {
  using box = await makeSandbox();
  const { stdout } = await box.run(["demo", "--keep"], { env: { TMPDIR: box.home } });
  const [, state = ""] = /^To undo the switch there: ZCF_HOME=(\S+) zcf undo$/m.exec(stdout) ?? [];
  const undone = await box.run(["undo", "--yes"], { env: { ZCF_HOME: state } });
  expect(undone).toMatchObject({ code: 0 });
  expect(undone.stdout).toMatch(/^Undone: /);
  expect(undone.stdout).toContain("Sessions: 3 moved");
});

test("demo says where it cannot write", async () => {
  using box = await makeSandbox();
  const done = await box.run(["demo"], { env: { TMPDIR: join(box.home, "nowhere") } });
  expect(done.code).toBe(1);
  expect(done.stderr).toContain("nowhere failed (ENOENT).\nNothing was changed.\nNext: Check permissions");
});

test("demo works without SQLite", async () => {
  using box = await makeSandbox();
  const done = await box.run(["demo"], { nodeArgs: NO_SQLITE });
  expect(done).toMatchObject({ code: 0, stderr: "" });
  expect(done.stdout).toContain("this Node has no SQLite");
  expect(done.stdout).toContain("Sessions: 3 moved");
});
