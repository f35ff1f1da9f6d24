import { describe, expect, test } from "vitest";
import { makeSandbox, parseLines } from "../testing/sandbox.ts";

describe("--json", () => {
  test("every line of a switch is an object with v and type", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes", "--json"], {
      env: { LANG: "zh_CN.UTF-8", FORCE_COLOR: "1" },
    });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const lines = parseLines(done.stdout);
    for (const line of lines) expect(line).toMatchObject({ v: 1, type: expect.any(String) as unknown });
    const types = lines.map(({ type }) => type);
    expect(types).toContain("phase");
    expect(types).toContain("progress");
    expect(types.filter((type) => type === "result")).toHaveLength(1);
    expect(lines.find(({ type }) => type === "plan")).toMatchObject({
      tool: "codex",
      from: "alpha",
      to: "beta",
      sessions: "sync",
      units: { sessions: 3 },
    });
    expect(lines.at(-1)).toMatchObject({
      type: "result",
      outcome: "applied",
      stores: [{ tool: "codex", from: "alpha", to: "beta", applied: { sessions: 3 }, skipped: [] }],
    });
    expect(done.stdout).not.toMatch(/[\u4e00-\u9fff\u001b]/);
  });

  test("an error is a line on stdout, with the exit code as ever", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "bta", "--yes", "--json"]);
    expect(done).toMatchObject({ code: 2, stderr: "" });
    expect(parseLines(done.stdout).at(-1)).toEqual({
      v: 1,
      type: "error",
      kind: "usage",
      code: "codex.unknown-target",
      params: { target: "bta", closest: ["beta"], known: ["official", "alpha", "beta", "gamma-longer"] },
      disk: "untouched",
      hints: [{ code: "codex.hint-list", params: {} }],
    });
  });

  test("so is a line that cannot be parsed", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--json", "--dryrun"]);
    expect(done).toMatchObject({ code: 2, stderr: "" });
    expect(parseLines(done.stdout)).toMatchObject([{ type: "error", code: "cli.unknown-option" }]);
  });

  test("list, status and history", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const [targets, status, history] = await Promise.all(
      [["list"], ["status"], ["history"]].map(async (args) =>
        parseLines((await box.run([...args, "--json"])).stdout),
      ),
    );
    expect(targets?.map(({ type, id, current }) => [type, id, current])).toEqual([
      ["target", "official", false],
      ["target", "alpha", false],
      ["target", "beta", true],
      ["target", "gamma-longer", false],
    ]);
    expect(status).toMatchObject([
      { type: "status", current: "beta", sessions: [{ provider: "beta", sessions: 4 }], drift: [] },
    ]);
    expect(history).toMatchObject([
      { type: "operation", backup: "selective", outcome: { state: "committed", applied: 3, skipped: 0 } },
    ]);
  });
});
