import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Process } from "@zcf/contract";
import { expect, test } from "vitest";
import { isClaude, mayRun, readSessions, usesHome } from "./claude-processes.ts";

function processOf(name: string, args: readonly string[], variables: Process["variables"] = {}): Process {
  return { pid: 1, name, args, variables };
}

test.each([
  [true, "claude", []],
  [true, "node", ["/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js", "-p"]],
  [true, "node", ["--no-warnings", "/home/x/.local/bin/claude"]],
  [false, "node", ["/srv/server.js", "claude"]],
  [false, "node", ["/srv/myclaude"]],
  [false, "node", []],
])("%s: %s %j", (expected, name, args) => {
  expect(isClaude(processOf(name, args))).toBe(expected);
});

test("a process uses the home its variables lead to, through links on either side", () =>
  withTemporaryDirectory(async (root) => {
    const [home, link] = [join(root, ".claude"), join(root, "link")];
    await mkdir(home);
    await symlink(".claude", link);
    const view = await viewOf({ roots: [home] });
    const uses = (variables: Process["variables"], of = home) =>
      usesHome(processOf("claude", [], variables), of, view);
    expect(await uses({ CLAUDE_CONFIG_DIR: home }, link)).toBe(true);
    expect(await uses({ CLAUDE_CONFIG_DIR: `${link}/`, HOME: "/x" })).toBe(true);
    expect(await uses({ HOME: root, CLAUDE_CONFIG_DIR: "" })).toBe(true);
    expect(await uses({ HOME: root, CLAUDE_CONFIG_DIR: `${home}2` })).toBe(false);
    expect(await uses({ CLAUDE_CONFIG_DIR: "relative" })).toBeNull();
    expect(await uses({})).toBeNull();
  }));

test("one whose home cannot be told counts, and so does not being able to look", () =>
  withTemporaryDirectory(async (root) => {
    const view = await viewOf({ roots: [root] });
    const other = processOf("claude", [], { HOME: "/somewhere" });
    const unknown = { ...processOf("claude", [], { ANTHROPIC_API_KEY: "x", ANTHROPIC_MODEL: "" }), pid: 2 };
    const seen = { ...view, processes: async () => [other, unknown] };
    const sessions = await readSessions(seen, root);
    expect(sessions).toEqual({ pids: ["2"], areKnown: view.can.processes, variables: ["ANTHROPIC_API_KEY"] });
    expect(mayRun(sessions)).toBe(true);
    const blind = { ...view, can: { ...view.can, processes: false }, processes: async () => [] };
    expect(mayRun(await readSessions(blind, root))).toBe(true);
    expect(mayRun(await readSessions({ ...view, processes: async () => [other] }, root))).toBe(false);
  }));
