import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../testing/sandbox.ts";
import { diesBefore, makeSandbox, parseLines } from "../testing/sandbox.ts";

const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`;

async function idsOf(box: Sandbox): Promise<readonly string[]> {
  const { stdout } = await box.run(["history", "--json"]);
  return parseLines(stdout).map(({ operation }) => String(operation));
}

describe("history", () => {
  test("says of each operation when, what, its id, and what came of it", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    await box.run(["sessions", "restore", "--yes", "--backup", "none"]);
    const [restore, first] = await idsOf(box);
    const done = await box.run(["history"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout.split("\n")).toEqual([
      expect.stringMatching(new RegExp(`^${TIME}  Codex: sessions given back$`)),
      `  ${restore}  sessions 3, backup none`,
      expect.stringMatching(new RegExp(`^${TIME}  Codex: alpha -> beta$`)),
      `  ${first}  auth 1, config 1, sessions 3, backup selective`,
      "",
    ]);
  });

  test("says what is an undo, and what was undone; an undo that was undone does not count", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    await box.run(["undo", "--yes"]);
    const [undo, first] = await idsOf(box);
    const undone = await box.run(["history"]);
    expect(undone.stdout).toMatch(
      new RegExp(`  Codex: beta -> alpha\\n  ${undo}  .*\\n  undo of ${first}\\n`),
    );
    expect(undone.stdout).toMatch(
      new RegExp(`  Codex: alpha -> beta\\n  ${first}  .*\\n  undone by ${undo}\\n`),
    );

    await box.run(["undo", "--yes"]);
    const lines = parseLines((await box.run(["history", "--json"])).stdout);
    const [redo] = lines.map(({ operation }) => operation);
    expect(lines).toMatchObject([
      { operation: redo, purpose: { goal: "revert", of: undo }, undoneBy: [] },
      { operation: undo, purpose: { goal: "revert", of: first }, undoneBy: [redo] },
      {
        operation: first,
        purpose: { goal: "switch" },
        undoneBy: [],
        outcome: { state: "committed", edits: { auth: 1, config: 1, sessions: 3 } },
      },
    ]);
  });

  test("says which part was undone", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    await box.run(["undo", "--only", "sessions", "--yes"]);
    const [undo] = await idsOf(box);
    const { stdout } = await box.run(["history"]);
    expect(stdout).toMatch(new RegExp(`^${TIME}  Codex: undo\\n  ${undo}  sessions 3, backup selective\\n`));
    expect(stdout).toContain(`\n  sessions undone by ${undo}\n`);
  });

  test("names a home that is not the usual one, and what was rolled back", async () => {
    using box = await makeSandbox();
    const other = join(box.home, "other");
    cpSync(box.codex, other, { recursive: true, preserveTimestamps: true });
    await box.run(["switch", "beta", "--yes", "--home", "other"]);
    await box.run(["switch", "beta", "--yes"], { nodeArgs: diesBefore("/config.toml") });
    await box.run(["recover"]);
    const { stdout } = await box.run(["history"]);
    expect(stdout).toContain("  rolled back: nothing changed, backup selective\n");
    expect(stdout).toMatch(/  Codex: alpha -> beta\n/);
    expect(stdout).toContain(`  Codex (${other}): alpha -> beta\n`);
  });

  test("of so many", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    await box.run(["switch", "alpha", "--yes"]);
    const [newest] = await idsOf(box);
    for (const args of [
      ["-n", "1"],
      ["--limit", "1"],
    ])
      expect(parseLines((await box.run(["history", ...args, "--json"])).stdout)).toMatchObject([
        { operation: newest },
      ]);
    expect(await box.run(["history", "-n", "0"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"0" is not a value of --limit.') as unknown,
    });
  });

  test("of nothing, in Chinese", async () => {
    using box = await makeSandbox();
    expect((await box.run(["history", "--lang", "zh-CN"])).stdout).toBe("还没有任何操作。\n");
  });
});
