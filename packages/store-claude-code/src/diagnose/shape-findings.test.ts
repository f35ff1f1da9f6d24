import { join } from "node:path";
import { expect, test } from "vitest";
import { SETTINGS } from "../testing/claude-home.ts";
import { checksIn, findings, fix, KIMI_ENV, settings, WELL, withClosed } from "./testing/sick-home.ts";

const FINE = {
  permissions: { allow: [], deny: [1], ask: [], defaultMode: "plan", other: 5 },
  model: "opus",
  hooks: "x",
  statusLine: { type: "command", command: "x" },
  attribution: false,
  cleanupPeriodDays: 3,
  includeCoAuthoredBy: false,
  skipWebFetchPreflight: null,
  enabledMcpjsonServers: "x",
  theme: 5,
};

test("values of the kinds that Claude Code takes, and of any kind where it takes any, are fine", () =>
  withClosed({ ...WELL, [SETTINGS]: JSON.stringify({ env: KIMI_ENV, ...FINE }) }, async (home) => {
    expect(await findings(home)).toEqual([]);
  }));

test("one of a wrong kind makes the whole file ignored: where it stands is said, and the rest is looked at", () => {
  const rest = `,\n  "permissions": {\n    "allow": "Bash(canary)"\n  }`;
  const files = { ...WELL, [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_AUTH_TOKEN: null }, rest) };
  return withClosed(files, async (home) => {
    const [none, ignored, ...more] = await findings(home);
    expect(none).toMatchObject({ check: "claude-code.null-values" });
    expect(ignored).toMatchObject({
      check: "claude-code.settings-ignored",
      severity: "error",
      fixable: false,
      params: { line: 4, column: 14, reason: "permissions.allow is no list" },
    });
    expect(more).toEqual([]);
    await fix(home, "all");
    expect(await checksIn(home)).toEqual(["settings-ignored"]);
  });
});

test("a switch says so, too", () => {
  const files = { ...WELL, [SETTINGS]: settings(KIMI_ENV, `,\n  "verbose": "yes"`) };
  return withClosed(files, async (home) => {
    const { stores } = await (await home.switcher()).plan({ tools: ["claude-code"], target: "glm" });
    const notices = stores.flatMap(({ plan }) => plan.notices);
    expect(notices).toContainEqual({
      code: "claude-code.settings-kind",
      severity: "warning",
      params: { file: join(home.root, SETTINGS), line: 3, reason: "verbose is no boolean" },
    });
  });
});

test.each([
  ["permissions", null],
  ["permissions", { defaultMode: 5 }],
  ["model", null],
  ["apiKeyHelper", 5],
  ["availableModels", "x"],
  ["statusLine", "x"],
  ["cleanupPeriodDays", "5"],
  ["includeCoAuthoredBy", "true"],
  ["attribution", "x"],
])("%s: %j is of a wrong kind", (key, value) =>
  withClosed({ ...WELL, [SETTINGS]: JSON.stringify({ env: KIMI_ENV, [key]: value }) }, async (home) => {
    expect(await checksIn(home)).toContain("settings-ignored");
  }),
);
