import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rolloutName, SAMPLES } from "../demo/sample-sessions.ts";
import type { Sandbox } from "../testing/sandbox.ts";
import { makeSandbox, parseLines } from "../testing/sandbox.ts";

const [legacy, paginated, archived] = SAMPLES;
const BROKEN_ID = "019f1ee0-0000-7000-8000-0000000000c1";

/** The provider that the first line of each sample names. */
function providers(box: Sandbox): readonly (string | undefined)[] {
  return SAMPLES.map((one) => /"model_provider":"(\w+)"/.exec(box.read(rolloutName(one)))?.[1]);
}

function writeBroken(box: Sandbox): void {
  box.write(`sessions/2026/09/05/rollout-2026-09-05T10-00-00-${BROKEN_ID}.jsonl`, "not json\n");
}

/** Another process that has a session's file open, as Codex has those it has loaded. */
async function hold(box: Sandbox, name: string): Promise<AsyncDisposable> {
  const file = openSync(join(box.codex, name), "r");
  const child = spawn("sleep", ["60"], { stdio: [file, "ignore", "ignore"] });
  closeSync(file);
  await once(child, "spawn");
  return {
    [Symbol.asyncDispose]: async () => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

describe("sessions list", () => {
  test("counts by provider, now and originally", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    writeBroken(box);
    const done = await box.run(["sessions", "list"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout.split("\n").slice(0, 7)).toEqual([
      `Codex  ${box.codex}`,
      "  Provider               Sessions  Originally  Archived  Live  Left out",
      "  alpha                         0           3         0     0         0",
      "  beta                          4           1         1     0         0",
      "  (none, or unreadable)         1           0         0     0         1",
      "  Total                         5           4         1     0         1",
      "A move would leave 1 session where it is:",
    ]);
  });

  test("with --all, each of them", async () => {
    using box = await makeSandbox();
    await box.run(["sessions", "sync", "--to", "beta", "--thread", archived!.id, "--yes"]);
    const { stdout } = await box.run(["sessions", "list", "--all"]);
    expect(stdout).toContain(`\n  ${archived!.id}  beta, originally alpha, archived\n`);
    expect(stdout).toContain(`\n  ${legacy!.id}  alpha\n`);
  });

  test("for programs, a line each and what they come to", async () => {
    using box = await makeSandbox();
    writeBroken(box);
    const done = await box.run(["sessions", "list", "--json", "--tool", "cx"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const lines = parseLines(done.stdout);
    expect(lines).toHaveLength(6);
    const place = { v: 1, tool: "codex", home: box.codex };
    expect(lines[0]).toEqual({
      ...place,
      type: "session",
      id: archived!.id,
      provider: "alpha",
      original: "alpha",
      archived: true,
      live: false,
      problem: null,
    });
    expect(lines.find(({ id }) => id === BROKEN_ID)).toMatchObject({
      provider: null,
      problem: { code: "codex.session-unreadable", params: { thread: BROKEN_ID, line: 1 } },
    });
    expect(lines.at(-1)).toMatchObject({
      ...place,
      type: "sessions",
      sessions: 5,
      archived: 1,
      live: 0,
      leftOut: 1,
      problems: [{ code: "codex.session-unreadable", sessions: 1 }],
    });
  });

  test("in Chinese", async () => {
    using box = await makeSandbox();
    const { stdout } = await box.run(["sessions", "list", "--lang", "zh-CN"]);
    expect(stdout).toContain("提供商  会话  原属  已归档  使用中  不会移动");
  });
});

describe("sessions sync", () => {
  test("moves all to the provider in use, and changes nothing else", async () => {
    using box = await makeSandbox();
    const config = box.read("config.toml");
    const done = await box.run(["sessions", "sync", "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toBe(
      'Will move 1 session to "alpha" (original provider kept; undo with zcf sessions restore)\n',
    );
    expect(done.stdout).toMatch(
      /^1 session of Codex moved to "alpha"\.\nBackup \(selective\): \S+\nTo take this back: zcf undo \S+\n$/,
    );
    expect(providers(box)).toEqual(["alpha", "alpha", "alpha", "alpha"]);
    expect(box.read("config.toml")).toBe(config);
    const again = await box.run(["sessions", "sync", "--yes"]);
    expect(again.stdout).toBe('Nothing to do: every session of Codex belongs to "alpha" already.\n');
    expect((await box.run(["history"])).stdout).toMatch(
      /^\S+ \S+ {2}Codex: sessions moved\n {2}\S+ {2}sessions 1, backup selective\n$/,
    );
  });

  test("moves those that are named, to where is said", async () => {
    using box = await makeSandbox();
    writeBroken(box);
    const named = ["--thread", legacy!.id, "--thread", paginated!.id, "--thread", legacy!.id];
    const done = await box.run(["sessions", "sync", "--to", "beta", ...named, "--yes", "--strict"]);
    expect(done.code).toBe(0);
    expect(done.stdout).toContain('2 sessions of Codex moved to "beta".\n');
    expect(providers(box)).toEqual(["beta", "beta", "alpha", "beta"]);
  });

  test("shows with --dry-run what it would do", async () => {
    using box = await makeSandbox();
    const before = box.digest();
    const done = await box.run(["sessions", "sync", "--to", "beta", "--dry-run"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toContain('\nCodex: sessions move to "beta" (in use: "alpha")\n');
    expect(done.stdout).not.toContain("config.toml");
    expect(done.stdout.match(/ model_provider: "alpha" -> "beta"/g)).toHaveLength(3);
    expect(box.digest()).toBe(before);
  });

  test("completes what a switch had to leave, which said how", async () => {
    using box = await makeSandbox();
    const name = rolloutName(legacy!);
    {
      await using _holder = await hold(box, name);
      const left = await box.run(["switch", "beta", "--yes", "--strict"]);
      expect(left.code).toBe(5);
      expect(left.stdout).toContain("\nSessions: 2 moved, 1 failed\n  1 x codex.session-live: ");
      expect(left.stdout).toContain("codex app-server daemon stop), then run zcf sessions sync.\n");
      const still = await box.run(["sessions", "sync", "--yes", "--strict"]);
      expect(still.code).toBe(5);
      expect(still.stdout).toMatch(/^No session of Codex was moved\.\n1 session had to stay where it is:\n/);
      expect(still.stdout).toContain("then run zcf sessions sync.\n");
      expect((await box.run(["sessions", "list"])).stdout).toMatch(/ {2}alpha +1 +3 +0 +1 +1\n/);
    }
    expect(box.read(name)).toContain('"model_provider":"alpha"');
    expect((await box.run(["sessions", "sync", "--yes", "--strict"])).code).toBe(0);
    expect(providers(box)).toEqual(["beta", "beta", "beta", "beta"]);
  });

  test("for programs", async () => {
    using box = await makeSandbox();
    const done = await box.run(["sessions", "sync", "--to", "beta", "--yes", "--json"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const lines = parseLines(done.stdout);
    const goal = { goal: "sync", to: "beta", sessions: "all" };
    expect(lines.find(({ type }) => type === "plan")).toMatchObject({ ...goal, units: { sessions: 3 } });
    expect(lines.at(-1)).toMatchObject({ type: "result", stores: [{ applied: { sessions: 3 } }] });
    const needs = await box.run(["sessions", "sync", "--json"]);
    expect(parseLines(needs.stdout)).toMatchObject([{ type: "error", code: "cli.json-needs-yes" }]);
  });
});

describe("sessions restore", () => {
  test("gives every session back, and changes nothing else", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const config = box.read("config.toml");
    const done = await box.run(["sessions", "restore", "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toBe("Will move 3 sessions back to their original provider\n");
    expect(done.stdout).toContain("3 sessions of Codex moved back to their original provider.\nBackup");
    expect(box.read("config.toml")).toBe(config);
    expect(providers(box)).toEqual(["alpha", "alpha", "alpha", "beta"]);
    const again = await box.run(["sessions", "restore", "--yes"]);
    expect(again.stdout).toContain("Nothing to do: no session of Codex");
  });

  test("some by their ids, in either spelling", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const done = await box.run(["sessions", "restore", legacy!.id, "--thread", archived!.id, "--yes"]);
    expect(done.stdout).toContain("2 sessions of Codex moved back to their original provider.\n");
    expect(providers(box)).toEqual(["alpha", "beta", "alpha", "beta"]);
    const again = await box.run(["sessions", "restore", legacy!.id, "--yes"]);
    expect(again.stdout).toBe(`Nothing to do: never moved away from the original provider: ${legacy!.id}.\n`);
  });

  test("asks like every command that writes", async () => {
    using box = await makeSandbox();
    expect((await box.run(["sessions", "restore"])).code).toBe(2);
    const dry = await box.run(["sessions", "restore", "--dry-run"]);
    expect(dry).toMatchObject({ code: 0, stderr: "" });
  });
});

test("sessions alone is no command, but says which there are", async () => {
  using box = await makeSandbox();
  const done = await box.run(["sessions"]);
  expect(done.code).toBe(2);
  expect(done.stderr).toContain(
    'There is no command "sessions". Did you mean sessions list, sessions sync, sessions restore?',
  );
});

test("shared sessions are moved once, and later switches leave them alone", async () => {
  using box = await makeSandbox();
  const first = await box.run(["switch", "beta", "--sessions", "shared", "--yes"]);
  expect(first.code).toBe(0);
  expect(first.stderr).toContain("Will move 4 sessions to the shared provider, this once:");
  expect(first.stdout).toContain("Sessions: 4 moved\n  They keep that provider from now on:");
  const texts = SAMPLES.map((one) => box.read(rolloutName(one)));
  const second = await box.run(["switch", "alpha", "--sessions", "shared", "--yes"]);
  expect(second.code).toBe(0);
  expect(second.stdout).toContain('Switched Codex to "alpha".');
  expect(second.stdout).toContain("Sessions: none had to change (--sessions shared)\n");
  expect(SAMPLES.map((one) => box.read(rolloutName(one)))).toEqual(texts);
});
