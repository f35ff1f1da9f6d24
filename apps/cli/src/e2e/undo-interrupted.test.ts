import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { killHalfway, pendingIn, ROLLED_BACK } from "../testing/kill-halfway.ts";
import { diesBefore, makeSandbox, parseLines } from "../testing/sandbox.ts";

describe("undo after an interrupted operation", () => {
  test("leaves it at what recovery took back", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    await box.run(["switch", "gamma-longer", "--yes"], { nodeArgs: diesBefore("/config.toml") });
    const done = await box.run(["undo", "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toMatch(ROLLED_BACK);
    expect(done.stdout).toMatch(/^That took back what was to be undone, and nothing else was done\./);
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
  });

  test("also where it is named", async () => {
    using box = await makeSandbox();
    const killed = await killHalfway(box);
    const done = await box.run(["undo", killed, "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/^That took back what was to be undone/);
    expect(pendingIn(box)).toEqual([]);
  });

  test("in JSON too", async () => {
    using box = await makeSandbox();
    const killed = await killHalfway(box);
    const lines = parseLines((await box.run(["undo", "--yes", "--json"])).stdout);
    expect(lines.at(-1)).toMatchObject({
      type: "result",
      operation: null,
      outcome: "nothing",
      stores: [],
      recovered: [{ operation: killed, state: "rolled-back" }],
    });
  });

  test("goes on where an operation is named", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const [first = ""] = readdirSync(join(box.state, "operations/done"));
    await box.run(["switch", "gamma-longer", "--yes"], { nodeArgs: diesBefore("/config.toml") });
    const done = await box.run(["undo", first, "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toMatch(ROLLED_BACK);
    expect(done.stdout).toMatch(/^Undone: \S+ \S+ Codex: alpha -> beta\n/);
    expect(box.read("config.toml")).toContain('model_provider = "alpha"');
  });
});

test("backup restore of it ends it first, and finds nothing kept", async () => {
  using box = await makeSandbox();
  const before = box.codexDigest();
  const killed = await killHalfway(box);
  const done = await box.run(["backup", "restore", killed.slice(killed.indexOf("-") + 1), "--yes"]);
  expect(done).toMatchObject({ code: 1, stdout: "" });
  expect(ROLLED_BACK.exec(done.stderr)?.[1]).toBe(killed);
  expect(done.stderr).toContain(`Nothing is kept of the files before ${killed}`);
  expect([box.codexDigest(), pendingIn(box)]).toEqual([before, []]);
});
