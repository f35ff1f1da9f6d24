import { expect, test } from "vitest";
import { ccsProfiles, readCcs } from "./read-ccs.ts";
import { fileOf } from "./testing/source-file.ts";

const V6 = `version: 6
default: work
accounts:
  work:
    created: "2025-12-01T10:00:00Z"
profiles:
  glm:
    type: "api"
    settings: "~/.ccs/glm.settings.json"
cliproxy:
  variants: {}
`;
const V13 = `version: 13
profiles:
  glm:
    settings_file: ~/.ccs/glm.settings.json
  km: { settings_file: ~/.ccs/km.settings.json }
  broken: 3
`;
const LEGACY = { profiles: { glm: "~/.ccs/glm.settings.json", default: "~/.claude/settings.json" } };

const GLM = { name: "glm", settings: "~/.ccs/glm.settings.json" };

test.each([
  ["version 6", V6, [GLM]],
  ["version 13", V13, [GLM, { name: "km", settings: "~/.ccs/km.settings.json" }]],
  ["JSON before it", LEGACY, [GLM, { name: "default", settings: "~/.claude/settings.json" }]],
  ["no profiles", "version: 13\n", []],
  ["nothing", "", []],
])("%s", (_, config, profiles) => {
  expect(ccsProfiles(fileOf(config))).toEqual(profiles);
});

test("broken YAML is named without what it holds", () => {
  const config = fileOf("profiles:\n  key: sk-canary\n bad: [", "/c.yaml");
  let thrown: unknown;
  try {
    ccsProfiles(config);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: "import.broken", params: { file: "/c.yaml" } });
  expect(JSON.stringify(thrown)).not.toContain("canary");
});

test("aliases do not grow without end", () => {
  const lines = ["a0: &a0 [x, x]"];
  for (let level = 1; level < 9; level += 1) {
    const before = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => before).join(", ")}]`);
  }
  expect(() => ccsProfiles(fileOf(lines.join("\n")))).toThrow(
    expect.objectContaining({ code: "import.broken" }),
  );
});

test("settings, and why others cannot be used", () => {
  const env = { ANTHROPIC_BASE_URL: "https://z.example/api/anthropic", ANTHROPIC_AUTH_TOKEN: "sk-glm" };
  const found = readCcs([
    { profile: GLM, file: fileOf({ env }), isOwn: false },
    { profile: { name: "gone", settings: "~/g.json" }, file: null, isOwn: false },
    { profile: { name: "bad", settings: "~/b.json" }, file: fileOf("{"), isOwn: false },
    { profile: { name: "default", settings: "~/.claude/settings.json" }, file: fileOf({ env }), isOwn: true },
  ]);
  expect(found.drafts).toMatchObject([{ tool: "claude-code", id: "glm", key: "sk-glm" }]);
  expect(found.unusable.map(({ origin, code }) => [origin, code])).toEqual([
    ["gone", "import.settings-missing"],
    ["bad", "import.broken-settings"],
    ["default", "import.own-settings"],
  ]);
});
