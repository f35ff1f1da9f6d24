import { mkdir, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { viewOf } from "@zcf/adapter-testkit";
import { describe, expect, test } from "vitest";
import { inspect } from "./inspect.ts";
import { planSwitch } from "./plan-switch.ts";
import { type ClaudeHome, LOCK, PROFILES, STATE, TWO_PROFILES, withHome } from "./testing/claude-home.ts";

/** The machine's own directory is made out to be in the user's home: the real one plays no part. */
async function onMachine(home: ClaudeHome) {
  const store = await home.store();
  const anywhere = await viewOf();
  const readRoots = [...store.readRoots, anywhere.path(home.root, "etc/claude-code")];
  return { store: { ...store, readRoots }, view: await viewOf({ roots: readRoots }) };
}

function to(target: string, force = false) {
  return { kind: "switch", target, sessions: null, force } as const;
}

describe("the machine's own settings", () => {
  const managed = (env: unknown) => ({
    [PROFILES]: TWO_PROFILES,
    "etc/claude-code/managed-settings.json": JSON.stringify({ env }),
  });

  test("that set another address make the switch a refusal that names them; force goes on", () =>
    withHome(managed({ ANTHROPIC_BASE_URL: "https://company.example", FOO: "1" }), async (home) => {
      const { store, view } = await onMachine(home);
      const file = `${home.root}/etc/claude-code/managed-settings.json`;
      const problem = { code: "claude-code.keys-overridden", params: { file, keys: ["ANTHROPIC_BASE_URL"] } };
      for (const target of ["glm", "official"])
        await expect(planSwitch(store, view, to(target))).rejects.toMatchObject(problem);
      expect((await planSwitch(store, view, to("glm", true))).notices).toMatchObject([problem]);
      expect((await inspect(store, view, "full")).notices).toMatchObject([problem]);
    }));

  test("that say the same as the target are no problem", () =>
    withHome(managed({ ANTHROPIC_BASE_URL: "https://kimi.example/anthropic" }), async (home) => {
      const { store, view } = await onMachine(home);
      expect((await planSwitch(store, view, to("kimi"))).notices).toEqual([]);
    }));

  test("in a directory count each; what cannot be read is named", () =>
    withHome(
      {
        [PROFILES]: TWO_PROFILES,
        "etc/claude-code/managed-settings.d/10.json": '{"env":{"ANTHROPIC_MODEL":"x"}}',
        "etc/claude-code/managed-settings.d/20.json": "{",
      },
      async (home) => {
        const { store, view } = await onMachine(home);
        const { notices } = await inspect(store, view, "full");
        expect(notices.map(({ code }) => code)).toEqual([
          "claude-code.settings-unreadable",
          "claude-code.keys-overridden",
        ]);
      },
    ));
});

describe("Claude Code's lock of .claude.json", () => {
  const HOME = { [PROFILES]: TWO_PROFILES, [STATE]: "{}" };

  test("held by Claude Code: the switch waits, gives up, and has written nothing", { timeout: 20_000 }, () =>
    withHome(HOME, async (home) => {
      await mkdir(join(home.root, LOCK));
      await expect(home.switchTo("kimi")).rejects.toMatchObject({
        code: "tool-lock-busy",
        disk: "untouched",
      });
      expect(await home.read(STATE)).toBe("{}");
      expect((await stat(join(home.root, LOCK))).isDirectory()).toBe(true);
    }),
  );

  test("left by one that died: it is taken over as Claude Code would", () =>
    withHome(HOME, async (home) => {
      const lock = join(home.root, LOCK);
      await mkdir(lock);
      const then = new Date(Date.now() - 11_000);
      await utimes(lock, then, then);
      expect((await home.switchTo("kimi")).outcome).toBe("applied");
      await expect(stat(lock)).rejects.toMatchObject({ code: "ENOENT" });
    }));
});
