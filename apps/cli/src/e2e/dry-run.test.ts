import { describe, expect, test } from "vitest";
import { makeSandbox, parseLines } from "../testing/sandbox.ts";

describe("--dry-run", () => {
  test("shows a diff of every file and the rows, and writes nothing at all", async () => {
    using box = await makeSandbox();
    const before = box.digest();
    const done = await box.run(["switch", "beta", "--dry-run"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(box.digest()).toBe(before);
    expect(done.stdout).toContain(
      "Dry run: this is what would change; nothing is written.\nCodex: alpha -> beta\n",
    );
    expect(done.stdout).toContain(`--- ${box.codex}/config.toml\n+++ ${box.codex}/config.toml\n@@ `);
    expect(done.stdout).toContain('\n-model_provider = "alpha"\n+model_provider = "beta"\n');
    expect(done.stdout).toMatch(
      /-  "OPENAI_API_KEY": "<secret:(\w+)>",\n\+  "OPENAI_API_KEY": "<secret:(?!\1)\w+>",/,
    );
    expect(done.stdout.match(/ model_provider: "alpha" -> "beta"/g)).toHaveLength(3);
    expect(done.stdout.trimEnd().split("\n").at(-1)).toBe(
      'Will move 3 sessions to "beta" (original provider kept; undo with zcf sessions restore)',
    );
  });

  test("needs neither --yes nor a terminal, also in JSON", async () => {
    using box = await makeSandbox();
    const before = box.digest();
    const done = await box.run(["switch", "beta", "--dry-run", "--json"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(box.digest()).toBe(before);
    const lines = parseLines(done.stdout);
    expect(lines.every(({ v }) => v === 1)).toBe(true);
    expect(lines.filter(({ type }) => type === "change").map(({ kind }) => kind)).toEqual([
      "file",
      "file",
      "file",
      "rows",
      "file",
      "rows",
      "file",
      "rows",
    ]);
    expect(lines.at(-1)).toMatchObject({
      type: "result",
      outcome: "dry-run",
      stores: [{ from: "alpha", to: "beta" }],
    });
  });

  test("of a switch that has nothing to do", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const done = await box.run(["switch", "beta", "--dry-run"]);
    expect(done.stdout).toContain('Nothing to do: Codex already uses "beta".');
  });

  test("names what would be left out", async () => {
    using box = await makeSandbox();
    box.write(
      "sessions/2026/09/05/rollout-2026-09-05T10-00-00-019f1ee0-0000-7000-8000-0000000000c1.jsonl",
      "x\n",
    );
    const done = await box.run(["switch", "beta", "--dry-run"]);
    expect(done.stdout).toContain("Will leave 1 session where it is:\n  sessions/");
  });
});

describe("commands that only read write nothing", () => {
  test.each([
    [["list"]],
    [["status"]],
    [["history"]],
    [["sessions", "list", "--all"]],
    [["sessions", "sync", "--dry-run"]],
    [["status", "--check", "--json"]],
    [["--help"]],
  ])("zcf %s", async (args) => {
    using box = await makeSandbox();
    const before = box.digest();
    await box.run(args);
    expect(box.digest()).toBe(before);
  });
});
