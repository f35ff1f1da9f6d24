import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { isSwitchError, type SwitchGoal } from "@zcf/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ENTRIES, home, LOGIN, TOKENS } from "../testing/auth-home.ts";
import { type CodexHome, homeOpener } from "../testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

const TARGETS = ["official", "alpha", "beta", "token", "env", "plain", "plain2", "same", "open", "old"];
const AUTHS = [
  null,
  { OPENAI_API_KEY: "sk-1", ...ENTRIES },
  { ...LOGIN, ...ENTRIES },
  { tokens: TOKENS, ...ENTRIES },
];

/** As when nobody says what becomes of sessions. */
const PLAIN: Partial<SwitchGoal> = { sessions: null };

interface Step {
  readonly target: string;
  /** What becomes of sessions in the one home; in the other they follow. */
  readonly mode: "shared" | "sync" | "off";
  readonly force: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  target: fc.constantFrom(...TARGETS),
  mode: fc.constantFrom("shared", "shared", "shared", "sync", "off"),
  force: fc.boolean(),
});

/** Which files a switch touches beside the config, in order, and what it says of them; or why it is refused. */
async function outcome(codex: CodexHome, { target, mode, force }: Step): Promise<unknown> {
  try {
    const { required, notices } = await codex.switchTo(target, { sessions: mode, force });
    expect((await codex.plan(target, { ...PLAIN, force })).required).toEqual([]);
    const files = required.map(({ file, kind }) => `${kind} ${String(file.split("/").at(-1))}`);
    const codes = notices.map(({ code }) => code).filter((code) => !code.startsWith("codex.shared-"));
    return { files: files.filter((name) => !name.endsWith("config.toml")), codes };
  } catch (error) {
    if (isSwitchError(error)) return error.code;
    throw error;
  }
}

test("any way through targets and modes: auth.json is as it is without a shared table", {
  timeout: 60_000,
}, async () => {
  const way = fc.array(step, { minLength: 1, maxLength: 5 });
  const alone = { see: { processes: async () => [] } };
  const walk = async (one: CodexHome, two: CodexHome, steps: readonly Step[]): Promise<void> => {
    for (const next of steps) {
      expect(await outcome(one, next)).toEqual(await outcome(two, { ...next, mode: "sync" }));
      for (const name of ["auth.json", "zcf-keys.json"])
        expect(await one.read(name)).toBe(await two.read(name));
      expect((await one.inspect()).current).toBe((await two.inspect()).current);
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...AUTHS), way, async (auth, steps) => {
      const files = home("token", auth);
      await open(files, (one) => open(files, (two) => walk(one, two, steps), alone), alone);
    }),
    { numRuns: 60 },
  );
});

test("a key is there before its server is used, and official's server before its key goes", async () => {
  const files = home("alpha", { OPENAI_API_KEY: "sk-alpha", ...ENTRIES });
  await open(files, async (codex) => {
    const order = async (target: string): Promise<readonly string[]> =>
      (await codex.switchTo(target, { sessions: "shared", force: true })).required.map(
        ({ file }) => file.split("/").at(-1) ?? "",
      );
    expect(await order("beta")).toEqual(["auth.json", "config.toml"]);
    expect(await order("official")).toEqual(["zcf-keys.json", "config.toml", "auth.json"]);
    expect(await order("alpha")).toEqual(["auth.json", "config.toml", "zcf-keys.json"]);
  });
});
