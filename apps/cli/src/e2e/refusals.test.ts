import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../testing/sandbox.ts";
import { makeSandbox } from "../testing/sandbox.ts";

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly before?: (box: Sandbox) => void;
  readonly code: number;
  /** What stderr must say; a path is written with `~` for the home. */
  readonly says: readonly string[];
}

const YES = ["switch", "beta", "--yes"];

const CASES: readonly Case[] = [
  {
    name: "an unknown target",
    args: ["switch", "bta", "--yes"],
    code: 2,
    says: ['There is no target called "bta". Did you mean beta?', "zcf list"],
  },
  {
    name: "an unknown tool",
    args: [...YES, "--tool", "vim"],
    code: 2,
    says: ['There is no tool called "vim".', "codex"],
  },
  {
    name: "an unknown backup",
    args: [...YES, "--backup", "tape"],
    code: 2,
    says: ["selective, snapshot, none"],
  },
  {
    name: "a bad value",
    args: [...YES, "--sessions", "some"],
    code: 2,
    says: ['"some" is not a value of --sessions.', "sync, off, shared"],
  },
  {
    name: "a bad wait",
    args: [...YES, "--wait", "soon"],
    code: 2,
    says: ['"soon" is not a value of --wait.', "Use a number of seconds, such as 2.5."],
  },
  {
    name: "an unknown target for sessions alone",
    args: ["sessions", "sync", "--to", "bta", "--yes"],
    code: 2,
    says: ['There is no target called "bta". Did you mean beta?', "zcf list"],
  },
  {
    name: "sessions that are not there",
    args: ["sessions", "sync", "--thread", "019f0a11", "--thread", "nope", "--yes"],
    code: 2,
    says: ["There is no session 019f0a11, nope. Did you mean 019f0a11-3c00-", "zcf sessions list --all"],
  },
  {
    name: "a session to restore that is not there",
    args: ["sessions", "restore", "nope", "--yes"],
    code: 2,
    says: ["There is no session nope.", "zcf sessions list --all"],
  },
  {
    name: "sessions alone, no terminal and no --yes",
    args: ["sessions", "sync"],
    code: 2,
    says: ["--yes", "--dry-run"],
  },
  { name: "no terminal and no --yes", args: ["switch", "beta"], code: 2, says: ["--yes", "--dry-run"] },
  { name: "no terminal and no target", args: ["switch"], code: 2, says: ["No target is named", "zcf list"] },
  {
    name: "a missing home",
    args: [...YES, "--home", "/nowhere/codex"],
    code: 1,
    says: ["There is no codex home at /nowhere/codex."],
  },
  {
    name: "broken TOML",
    args: YES,
    before: (box) => box.write("config.toml", `${box.read("config.toml")}\n[broken\n`),
    code: 1,
    says: ["~/.codex/config.toml:24:", "is not valid TOML"],
  },
  {
    name: "broken JSON",
    args: YES,
    before: (box) => box.write("auth.json", '{\n  "OPENAI_API_KEY": "x"\n  "B": 1\n}\n'),
    code: 1,
    says: ["~/.codex/auth.json:3:3", "is not valid JSON"],
  },
  {
    name: "a missing key",
    args: YES,
    before: (box) => box.write("auth.json", '{ "OPENAI_API_KEY": "x", "ALPHA_API_KEY": "x" }\n'),
    code: 1,
    says: ['The key of "beta" is missing', '"BETA_API_KEY"'],
  },
  {
    name: "a reserved id",
    args: YES,
    before: (box) =>
      box.write("config.toml", `${box.read("config.toml")}\n[model_providers.openai]\nname = "x"\n`),
    code: 1,
    says: ['Codex does not start with a table called "openai"', "--force"],
  },
  {
    name: "wire_api chat",
    args: YES,
    before: (box) =>
      box.write(
        "config.toml",
        box.read("config.toml").replace('wire_api = "responses"', 'wire_api = "chat"'),
      ),
    code: 1,
    says: ['wire_api = "chat"', "~/.codex/config.toml"],
  },
  {
    name: "a legacy profile",
    args: YES,
    before: (box) => box.write("config.toml", `profile = "work"\n${box.read("config.toml")}`),
    code: 1,
    says: ["~/.codex/config.toml:1", 'the old profile "work"'],
  },
  {
    name: "model_provider below a table",
    args: YES,
    before: (box) =>
      box.write(
        "config.toml",
        `${box.read("config.toml").replace(/^model_provider.*\n/, "")}model_provider = "alpha"\n`,
      ),
    code: 1,
    says: ["has model_provider below the table [model_providers.gamma-longer]"],
  },
  {
    name: "a config that is a directory",
    args: YES,
    before: (box) => {
      rmSync(join(box.codex, "config.toml"));
      mkdirSync(join(box.codex, "config.toml"));
    },
    code: 1,
    says: ["Cannot read ~/.codex/config.toml (EISDIR)."],
  },
];

describe("bad input gets a clear error, and nothing changes", () => {
  test.each(CASES.map((one) => [one.name, one] as const))("%s", async (_, { args, before, code, says }) => {
    using box = await makeSandbox();
    before?.(box);
    const digest = box.digest();
    const done = await box.run(args);
    expect(done).toMatchObject({ code, stdout: "" });
    for (const part of says) expect(done.stderr).toContain(part.replace("~", box.home));
    expect(done.stderr).toMatch(/^Error: [^\n]+\nNothing was changed\.\nNext: [^\n]+\n/);
    expect(box.digest()).toBe(digest);
  });
});

test("a home that another zcf works on, waited for as long as was said", async () => {
  using box = await makeSandbox();
  await box.run(["switch", "beta", "--yes"]);
  const { readdirSync } = await import("node:fs");
  const [key = ""] = readdirSync(join(box.state, "locks"));
  const claim = {
    pid: process.pid,
    host: (await import("node:os")).hostname(),
    started: null,
    command: "zcf",
  };
  writeFileSync(join(box.state, "locks", key, `${process.pid}-00000000.claim`), JSON.stringify(claim));
  const began = performance.now();
  const done = await box.run(["switch", "alpha", "--yes", "--wait", "0"]);
  expect(performance.now() - began).toBeLessThan(2000);
  expect(done.code).toBe(1);
  expect(done.stderr).toContain(`Another zcf is at work on ${box.codex}: zcf (process ${process.pid} on `);
  expect(done.stderr).toContain("--wait SECONDS");
});

test.skipIf(process.getuid?.() !== 0)("a file that another user keeps to themselves", async () => {
  using box = await makeSandbox();
  const { spawnSync } = await import("node:child_process");
  const { NODE_ARGS } = await import("../testing/sandbox.ts");
  for (const name of ["", ".codex"]) chmodSync(join(box.home, name), 0o755);
  chmodSync(join(box.codex, "config.toml"), 0o600);
  const args = ["--reuid=65534", "--regid=65534", "--clear-groups", process.execPath, ...NODE_ARGS, ...YES];
  const done = spawnSync("setpriv", args, { env: { ...box.env }, encoding: "utf8" });
  expect(done.status).toBe(1);
  expect(done.stderr).toContain(`Cannot read ${box.codex}/config.toml (EACCES).`);
});
