import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ClaudeHome, STATE } from "../testing/claude-home.ts";
import { checksIn, findings, LAST, state, WELL, withClosed } from "./testing/sick-home.ts";

const FOUND = ["version-unverified"];

async function session(home: ClaudeHome, name: string, text: string, time: number): Promise<void> {
  const file = `.claude/projects/${name}`;
  await home.write(file, text);
  await utimes(join(home.root, file), time, time);
}

function line(version: unknown, more: object = {}): string {
  return `${JSON.stringify({ type: "user", ...more, version })}\n`;
}

describe("the version of Claude Code", () => {
  test.each([
    ["2.1.197", []],
    ["2.1.330", []],
    ["2.1.200-beta.1", []],
    ["2.1.196", FOUND],
    ["2.1.331", FOUND],
    ["2.2.0", FOUND],
    ["3.0.0", FOUND],
    ["1.9.999", FOUND],
    ["not one", []],
  ])("%s: %j", (version, checks) =>
    withClosed(WELL, async (home) => {
      await session(home, "-p/a.jsonl", line(version), 1000);
      expect(await checksIn(home)).toEqual(checks);
    }),
  );

  test("is that of the session that was written last, by what its end says", () =>
    withClosed(WELL, async (home) => {
      const long = line("2.1.300", { text: "x".repeat(1 << 17) });
      await session(home, "-p/old.jsonl", line("9.9.9"), 1000);
      await session(home, "-q/new.jsonl", `${line("9.9.9")}${long}{"torn`, 3000);
      await session(home, "-q/new/deep.jsonl", line("9.9.9"), 5000);
      expect(await findings(home)).toEqual([]);
      await session(home, "-p/newer.jsonl", `${line("2.1.300")}${line("2.1.400")}{"summary":"s"}\n`, 4000);
      expect(await findings(home)).toMatchObject([
        { severity: "info", params: { version: "2.1.400", from: "2.1.197", to: "2.1.330" } },
      ]);
    }));

  test("is not what a question quotes", () =>
    withClosed(WELL, async (home) => {
      const quoted = line("2.1.300", { message: { version: "9.9.9", text: '{"version":"9.9.9"}' } });
      await session(home, "-p/a.jsonl", quoted, 1000);
      expect(await findings(home)).toEqual([]);
    }));

  test("is that of the last start where there is no session", () =>
    withClosed(
      { ...WELL, [STATE]: state(LAST).replace("{", '{"lastReleaseNotesSeen":"2.1.331",') },
      async (home) => {
        expect(await checksIn(home)).toEqual(FOUND);
        await session(home, "-p/a.jsonl", line("2.1.300"), 1000);
        expect(await findings(home)).toEqual([]);
      },
    ));
});
