import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { SwitchError, type View } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { claudeCode } from "../adapter.ts";
import { type ClaudeHome, type Files, PROFILES, SETTINGS, STATE, withHome } from "../testing/claude-home.ts";
import {
  checksIn,
  findings,
  fix,
  KEYS,
  KIMI_ENV,
  PROFILES_TEXT,
  settings,
  WELL,
  withClosed,
} from "./testing/sick-home.ts";

/** Something to find in each file. */
const SICK: Files = {
  ...WELL,
  [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_MODEL: null }),
  [STATE]: "{}",
  [PROFILES]: PROFILES_TEXT.replace('"kimi" #', '"glm" #'),
  [KEYS]: '{"format":1,"keys":{"gone":"sk-gone"}}',
};
const LEGACY_STATE = ".claude/.config.json";
const LEGACY_PROFILES = ".ufomiao/zcf/claude-code-configs.json";

const OF_STATE = ["drift-approval", "onboarding-missing"];
const OF_PROFILES = ["drift-profile", "key-orphaned"];

/** What is still found without a file. */
const LEFT: Readonly<Record<string, readonly string[]>> = {
  [SETTINGS]: ["key-orphaned"],
  [STATE]: ["null-values", ...OF_PROFILES],
  [LEGACY_STATE]: ["null-values", ...OF_PROFILES],
  // Whose settings these are nobody can tell, but to whom the login would go.
  [PROFILES]: ["null-values", ...OF_STATE],
  [KEYS]: ["null-values", ...OF_STATE],
};

const ODD: Readonly<Record<string, readonly [string, (file: string) => unknown]>> = {
  "a directory": ["EISDIR", (file) => mkdir(file)],
  "a pipe": ["EFTYPE", (file) => execFileSync("mkfifo", [file])],
  "a link to itself": ["ELOOP", (file) => symlink(file, file)],
};

const EVERY = Object.keys(ODD).flatMap((odd) => Object.keys(LEFT).map((name) => [odd, name] as const));

/** Somebody else's, on a machine where root runs the tests. */
function denying(view: View, file: string): View {
  return {
    ...view,
    read: async (asked, range) => {
      if (asked !== file) return view.read(asked, range);
      throw new SwitchError({ kind: "environment", code: "unreadable", params: { file, system: "EACCES" } });
    },
  };
}

describe("a file that cannot be read is a finding, and all the rest is still looked at", () => {
  test.each(EVERY)("%s: %s", (odd, name) =>
    withClosed(SICK, async (home) => {
      const [system, make] = ODD[odd] ?? ["", () => {}];
      const file = join(home.root, name);
      await rm(file, { force: true });
      await make(file);
      await expectRest(home, name, system, await findings(home));
      await expectMendable(home);
    }),
  );

  test.each([SETTINGS, STATE, PROFILES, KEYS])("one that is somebody else's: %s", (name) =>
    withClosed(SICK, async (home) => {
      const view = denying(await home.view(), join(home.root, name));
      const all = (await claudeCode().diagnose?.(await home.store(), view)) ?? [];
      await expectRest(home, name, "EACCES", all);
    }),
  );
});

async function expectRest(
  home: ClaudeHome,
  name: string,
  system: string,
  all: Awaited<ReturnType<typeof findings>>,
): Promise<void> {
  expect(all).toContainEqual({
    check: "claude-code.file-unreadable",
    severity: "error",
    fixable: false,
    params: { file: join(home.root, name), system },
  });
  const checks = all.map(({ check }) => check.slice("claude-code.".length));
  expect(checks).toEqual(["file-unreadable", ...(LEFT[name] ?? [])].toSorted());
}

async function expectMendable(home: ClaudeHome): Promise<void> {
  await fix(home, "all");
  const left = (await checksIn(home)).filter((check) => check !== "key-orphaned");
  expect(left).toEqual(["file-unreadable"]);
}

test("an older file with profiles that cannot be read", () =>
  withClosed({ ...WELL, [PROFILES]: "" }, async (home) => {
    await mkdir(join(home.root, LEGACY_PROFILES));
    expect(await checksIn(home)).toEqual(["file-unreadable"]);
  }));

test("one that is no JSON is like one that cannot be read; what others say of it is still mended", () =>
  withHome({ ...WELL, [STATE]: "{" }, async (home) => {
    expect(await checksIn(home)).toEqual(["file-syntax", "loose-mode", "loose-mode"]);
    await fix(home, "all");
    expect(await checksIn(home)).toEqual(["file-syntax"]);
    expect(await home.read(SETTINGS)).toBe(WELL[SETTINGS]);
  }));

test("a switch says what it cannot read, and does not wait for a pipe", () =>
  withClosed(WELL, async (home) => {
    await home.remove(SETTINGS);
    execFileSync("mkfifo", [join(home.root, SETTINGS)]);
    await expect(home.switchTo("glm")).rejects.toMatchObject({ code: "claude-code.file-unreadable" });
  }));
